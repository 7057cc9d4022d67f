/** Has the browser save what is at an address of the hub, as if its link were followed. */
export function saveFile(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

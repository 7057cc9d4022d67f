/** What brings a sensor into the list. */
export function NoSensors() {
  return (
    <div class="empty">
      <p>No sensor found yet.</p>
      <ul class="find-steps">
        <li>Switch the sensors on.</li>
        <li>Keep them within three metres of the hub.</li>
        <li>Close every other app that may be connected to them.</li>
        <li>
          Still none? <code>npx plumbline doctor</code> checks the Bluetooth adapter.
        </li>
        <li>
          No sensors at hand? <code>npm run demo:radio</code> simulates four.
        </li>
      </ul>
    </div>
  );
}

import { Component, type ComponentType, h } from 'preact';

/** A component that renders again only when a prop is another one. */
export function memo<P extends object>(Shown: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const before = this.props as P;
      return Object.entries(next).some(([name, value]) => Reflect.get(before, name) !== value);
    }

    override render() {
      return h(Shown, this.props as P & { children?: never });
    }
  };
}

/** A small virtual DOM: views are functions from state to nodes, and `patch` makes the page look like them. */

type Handler = (event: never) => void;
export type Props = Readonly<Record<string, string | number | boolean | null | undefined | Handler>>;
export type Child = Node_ | string | number | false | null | undefined | readonly Child[];

interface Node_ {
  readonly tag: string;
  readonly props: Props;
  readonly children: readonly (Node_ | string)[];
}
export type VNode = Node_;

interface Mounted {
  vnode: Node_ | string;
  readonly node: Node;
  children: Mounted[];
}

const handlersOf = new WeakMap<Element, Map<string, Handler>>();
/** What the person changes as well: compared with what the element has now, not with what it was told. */
const LIVE_PROPERTIES = new Set(['value', 'checked']);

export function h(tag: string, props: Props = {}, ...children: Child[]): VNode {
  return { tag, props, children: flat(children) };
}

function flat(children: readonly Child[]): (Node_ | string)[] {
  return children.flatMap((child) => {
    if (child === false || child === null || child === undefined || child === '') return [];
    if (Array.isArray(child)) return flat(child as readonly Child[]);
    return [typeof child === 'number' ? String(child) : (child as Node_ | string)];
  });
}

/** @returns a function that makes the container look like a view, again and again. */
export function mount(container: Element): (view: VNode) => void {
  let mounted: Mounted[] = [];
  return (view) => {
    mounted = patchChildren(container, mounted, [view]);
  };
}

function create(vnode: Node_ | string): Mounted {
  if (typeof vnode === 'string') return { vnode, node: document.createTextNode(vnode), children: [] };
  const isSvg = vnode.tag === 'svg' || vnode.tag === 'path';
  const element = isSvg
    ? document.createElementNS('http://www.w3.org/2000/svg', vnode.tag)
    : document.createElement(vnode.tag);
  const children = patchChildren(element, [], vnode.children);
  for (const [name, value] of Object.entries(vnode.props)) setProp(element, name, value);
  return { vnode, node: element, children };
}

function update(mounted: Mounted, next: Node_ | string): void {
  const { vnode: before, node } = mounted;
  mounted.vnode = next;
  if (typeof next === 'string') {
    if (next !== before) node.nodeValue = next;
    return;
  }
  const element = node as Element;
  const old = (before as Node_).props;
  mounted.children = patchChildren(element, mounted.children, next.children);
  for (const name of Object.keys(old)) if (!(name in next.props)) setProp(element, name, undefined);
  for (const [name, value] of Object.entries(next.props))
    if (value !== old[name] || LIVE_PROPERTIES.has(name)) setProp(element, name, value);
}

function patchChildren(
  parent: Element,
  before: readonly Mounted[],
  next: readonly (Node_ | string)[],
): Mounted[] {
  const left = new Set(before);
  const byKey = new Map(
    before.flatMap((each) => (keyOf(each.vnode) === null ? [] : [[keyOf(each.vnode), each]])),
  );
  const unkeyed = before.filter((each) => keyOf(each.vnode) === null);
  const children = next.map((vnode) => {
    const key = keyOf(vnode);
    const found =
      key === null ? unkeyed.find((each) => left.has(each) && isSame(each.vnode, vnode)) : byKey.get(key);
    if (found === undefined || !left.has(found) || !isSame(found.vnode, vnode)) return create(vnode);
    left.delete(found);
    update(found, vnode);
    return found;
  });
  for (const { node } of left) node.parentNode?.removeChild(node);
  children.forEach(({ node }, index) => {
    const present = parent.childNodes[index] ?? null;
    if (present !== node) parent.insertBefore(node, present);
  });
  for (const child of children) announceMount(child);
  return children;
}

/** `onmount` is called once, when the element is in the page. */
function announceMount({ vnode, node }: Mounted): void {
  if (typeof vnode === 'string' || vnode.props.onmount === undefined) return;
  const handlers = handlersOf.get(node as Element);
  const onmount = handlers?.get('mount') as ((element: Element) => void) | undefined;
  if (onmount === undefined || handlers?.has('mounted') === true) return;
  handlers?.set('mounted', onmount);
  queueMicrotask(() => {
    onmount(node as Element);
  });
}

function keyOf(vnode: Node_ | string): string | number | null {
  if (typeof vnode === 'string') return null;
  const { key } = vnode.props;
  return typeof key === 'string' || typeof key === 'number' ? key : null;
}

function isSame(a: Node_ | string, b: Node_ | string): boolean {
  return typeof a === 'string' || typeof b === 'string' ? typeof a === typeof b : a.tag === b.tag;
}

function setProp(element: Element, name: string, value: Props[string]): void {
  if (name === 'key') return;
  if (name.startsWith('on')) {
    listen(element, name.slice(2), value as Handler | undefined);
    return;
  }
  if (LIVE_PROPERTIES.has(name)) {
    const live = element as unknown as Record<string, unknown>;
    if (live[name] !== value) live[name] = value ?? '';
    return;
  }
  if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** One listener an element and type; what it calls is looked up when it fires. */
function listen(element: Element, type: string, handler: Handler | undefined): void {
  const handlers = handlersOf.get(element) ?? new Map<string, Handler>();
  handlersOf.set(element, handlers);
  if (!handlers.has(type) && type !== 'mount')
    element.addEventListener(type, (event) => {
      handlers.get(type)?.(event as never);
    });
  if (handler === undefined) handlers.set(type, () => undefined);
  else handlers.set(type, handler);
}

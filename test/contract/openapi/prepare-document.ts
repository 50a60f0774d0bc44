/** A node of the OpenAPI document: an object or a list of them, read as plain JSON. */
export type Node = Record<string, unknown>;

const SCHEMA_PREFIX = '#/components/schemas/';

/**
 * Makes Discord's document fit for exact validation: unions tagged by `type` become if/then, so that an error names the
 * branch that was meant; `null or X` becomes a condition; objects are closed, so that unknown keys are reported.
 */
export function prepareDocument(source: Node): Node {
  const document = structuredClone(source);
  const schemas = child(child(document, 'components'), 'schemas');
  mend(schemas);
  const extended = new Set<string>();
  visit(schemas, (node) => {
    for (const part of list(node.allOf)) if (typeof part.$ref === 'string') extended.add(part.$ref);
  });
  const open = new Set<unknown>([...extended].map((ref) => schemas[ref.slice(SCHEMA_PREFIX.length)]));
  visit(document, (node) => {
    for (const part of list(node.allOf)) open.add(part);
  });
  visit(document, (node) => {
    close(node, open);
    for (const key of ['oneOf', 'anyOf'] as const) rewriteUnion(node, key, schemas);
  });
  return document;
}

/** Where the document contradicts what Discord answers and takes. */
function mend(schemas: Node): void {
  // Codes of single fields are words, such as BASE_TYPE_REQUIRED.
  child(child(schemas, 'InnerErrors'), 'properties')._errors = {
    type: 'array',
    items: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: ['string', 'integer'] }, message: { type: 'string' } },
    },
  };
  // The code of a rate limit is optional: https://discord.com/developers/docs/topics/rate-limits
  const [, limited] = list(child(schemas, 'RatelimitedResponse').allOf);
  schemas.RatelimitedResponse = {
    ...limited,
    required: ['message', 'retry_after', 'global'],
    properties: { ...(limited?.properties as Node), message: { type: 'string' }, code: { type: 'integer' } },
  };
  visit(schemas, (node) => {
    if (typeof node.properties !== 'object' || node.properties === null) return;
    const properties = node.properties as Node;
    const permissions = properties.default_member_permissions as Node | undefined;
    // Permissions travel as decimal text, which the document knows for answers only.
    if (list(permissions?.type).length === 0 && Array.isArray(permissions?.type))
      properties.default_member_permissions = { anyOf: [permissions, { type: 'string', pattern: '^\\d+$' }] };
  });
}

function close(node: Node, open: ReadonlySet<unknown>): void {
  const isObject = node.type === 'object' && typeof node.properties === 'object';
  if (!isObject || open.has(node)) return;
  if (node.additionalProperties === undefined) node.unevaluatedProperties ??= false;
}

function rewriteUnion(node: Node, key: 'oneOf' | 'anyOf', schemas: Node): void {
  const members = list(node[key]);
  const others = members.filter((member) => member.type !== 'null');
  const takesNull = others.length < members.length;
  const tagged = others.map((member) => ({ member, tags: tagsOf(member, schemas) }));
  const isTagged = others.length > 1 && tagged.every(({ tags }) => tags.length > 0);
  const single = takesNull && others.length === 1 ? others[0] : widest(others, schemas);
  const rewritten = isTagged ? branches(tagged) : single;
  if (rewritten === undefined) return;
  node[key] = undefined;
  if (takesNull) Object.assign(node, { if: { type: 'null' }, else: rewritten });
  else node.allOf = [...list(node.allOf), rewritten];
}

function branches(tagged: readonly { member: Node; tags: readonly unknown[] }[]): Node {
  return {
    // As a list: `close` must not take the choice itself for an object with a single key.
    type: ['object'],
    required: ['type'],
    properties: { type: { enum: tagged.flatMap(({ tags }) => tags) } },
    allOf: tagged.map(({ member, tags }) =>
      Object.fromEntries([
        ['if', { required: ['type'], properties: { type: { enum: tags } } }],
        ['then', member],
      ]),
    ),
  };
}

/** A follow-up may be the form of a new message or of an edit; the former has all keys of the latter and more. */
function widest(members: readonly Node[], schemas: Node): Node | undefined {
  if (members.length < 2 || !members.every((member) => typeof member.$ref === 'string')) return undefined;
  const keys = members.map((member) => Object.keys(propertiesOf(member, schemas)));
  return members.find((_, index) =>
    keys.every(
      (other, at) =>
        at === index ||
        ((keys[index]?.length ?? 0) > other.length && other.every((key) => keys[index]?.includes(key))),
    ),
  );
}

function tagsOf(member: Node, schemas: Node): unknown[] {
  const type = propertiesOf(member, schemas).type as Node | undefined;
  return Array.isArray(type?.enum) ? (type.enum as unknown[]) : [];
}

function propertiesOf(member: Node, schemas: Node): Node {
  if (typeof member.$ref !== 'string') return {};
  const schema = schemas[member.$ref.slice(SCHEMA_PREFIX.length)] as Node | undefined;
  return (schema?.properties ?? {}) as Node;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) see(value as Node);
  for (const nested of Object.values(value)) visit(nested, see);
}

function child(node: Node, key: string): Node {
  const value = node[key];
  if (typeof value !== 'object' || value === null) throw new Error(`The OpenAPI document has no ${key}`);
  return value as Node;
}

function list(value: unknown): Node[] {
  return Array.isArray(value)
    ? value.filter((item): item is Node => typeof item === 'object' && item !== null)
    : [];
}

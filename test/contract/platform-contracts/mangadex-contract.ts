import Ajv, { type ValidateFunction } from 'ajv';
import { queryOf, type RecordedQuery } from '../../../sandbox/platforms';
import {
  type MangadexDocument,
  type Operation,
  type Parameter,
  readMangadexDocument,
} from './mangadex-document';
import type { Schema } from './mangadex-document';

const DOCUMENT_ID = 'mangadex';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Parameters that came after version 5.10 of the document. */
const LATER: Record<string, readonly string[]> = {
  '/chapter': ['externalUrl', 'excludeExternalUrl', 'includeUnavailable'],
  '/manga/{id}/feed': ['externalUrl', 'excludeExternalUrl', 'includeUnavailable'],
  '/manga': ['hasUnavailableChapters'],
};

/** MangaDex's published OpenAPI document, to hold our requests and our imitation of its answers against. */
export class MangadexContract {
  private readonly answers: Ajv;
  private readonly values: Ajv;

  private constructor(private readonly document: MangadexDocument) {
    const options = { strict: false, allErrors: true, formats: { uuid: UUID, uri: true } } as const;
    this.answers = new Ajv(options);
    this.answers.addSchema(document, DOCUMENT_ID);
    // Everything in an address is text.
    this.values = new Ajv({ ...options, coerceTypes: true });
    this.values.addSchema(document, DOCUMENT_ID);
  }

  /** Null where `API_SPECS_DIR` is not set. */
  static fromEnv(): MangadexContract | null {
    const document = readMangadexDocument();
    return document === null ? null : new MangadexContract(document);
  }

  /**
   * What MangaDex would refuse in a request, one sentence each; empty when it is fine.
   * @param query every value by its name as written (`ids[]`), as the sandbox records it, or `?…` text.
   */
  validateRequest(method: string, path: string, query: RecordedQuery | string): string[] {
    const template = this.findTemplate(path);
    const operation = this.findOperation(method, template);
    if (template === null || operation === null) return [`${method} ${path} does not exist`];
    const known = operation.parameters ?? [];
    const sent = typeof query === 'string' ? queryOf(query) : query;
    return Object.entries(sent).flatMap(([name, values]) => {
      if (LATER[template]?.includes(name) === true) return [];
      const schema = schemaOf(known, name);
      return schema === null
        ? [`${template} has no parameter ${name}`]
        : this.checkValues(name, values, schema);
    });
  }

  /** What the document does not say about an answer, one sentence each; empty when it is as documented. */
  validateResponse(method: string, path: string, status: number, body: unknown): string[] {
    const operation = this.findOperation(method, this.findTemplate(path));
    const schema = operation?.responses[String(status)]?.content?.['application/json']?.schema;
    if (schema?.$ref === undefined) return [`${method} ${path} is not documented to answer ${status}`];
    return this.validateEntity(schema.$ref.replace('#/components/schemas/', ''), body);
  }

  /** The same for a part of an answer, by the name of its schema: `CoverAttributes`. */
  validateEntity(schemaName: string, entity: unknown): string[] {
    return run(this.answers.compile({ $ref: `${DOCUMENT_ID}#/components/schemas/${schemaName}` }), entity);
  }

  private checkValues(name: string, values: readonly string[], schema: Schema): string[] {
    const isList = name.endsWith('[]');
    if (!isList && values.length > 1) return [`${name} was sent ${values.length} times`];
    const absolute = schema.$ref === undefined ? schema : { $ref: DOCUMENT_ID + schema.$ref };
    const validate = this.values.compile({ type: 'object', properties: { [name]: absolute } });
    return run(validate, { [name]: isList ? [...values] : values[0] });
  }

  private findOperation(method: string, template: string | null): Operation | null {
    return template === null ? null : (this.document.paths[template]?.[method.toLowerCase()] ?? null);
  }

  private findTemplate(path: string): string | null {
    if (path in this.document.paths) return path;
    const matches = (template: string) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
    return Object.keys(this.document.paths).find(matches) ?? null;
  }
}

function schemaOf(known: readonly Parameter[], name: string): Schema | null {
  const field = /^order\[(\w+)\]$/.exec(name)?.[1];
  const wanted = field === undefined ? name : 'order';
  const parameter = known.find(
    // `/chapter` documents `includes`; the brackets were forgotten, as its other lists and the feed show.
    (each) =>
      each.in === 'query' && (each.name === wanted || (each.name === 'includes' && name === 'includes[]')),
  );
  if (parameter === undefined) return null;
  return field === undefined ? parameter.schema : (parameter.schema.properties?.[field] ?? null);
}

function run(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

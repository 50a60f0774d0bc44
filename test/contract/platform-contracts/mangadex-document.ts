import { parse } from 'yaml';
import { readSpecification } from '../specifications';

/** The parts of an OpenAPI 3.0 document that we look at. */
export interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  pattern?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
}

export interface Parameter {
  name: string;
  in: string;
  schema: Schema;
}

export interface Operation {
  parameters?: Parameter[];
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface MangadexDocument {
  paths: Record<string, Record<string, Operation | undefined> & { parameters?: never }>;
  components: { schemas: Record<string, Schema> };
}

/** Null where `API_SPECS_DIR` is not set. */
export function readMangadexDocument(): MangadexDocument | null {
  const text = readSpecification('mangadex-openapi.yaml');
  return text === null ? null : correct(parse(text) as MangadexDocument);
}

/** Optional in what MangaDex really sends; every other property that the document names is always there. */
const OPTIONAL: Record<string, readonly string[]> = {
  Relationship: ['related', 'attributes'],
  // Named by the document, sent as a relationship instead.
  ChapterAttributes: ['uploader'],
  ScanlationGroupAttributes: ['publishDelay'],
  AuthorAttributes: [
    'twitter',
    'pixiv',
    'melonBook',
    'fanBox',
    'booth',
    'nicoVideo',
    'skeb',
    'fantia',
  ].concat(['tumblr', 'youtube', 'weibo', 'naver', 'website']),
};

/** Written by MangaDex on what it reads; the rest of the document is about requests. */
const ANSWERS =
  /^(Manga|Chapter|Tag|Cover|Author|User|ScanlationGroup)(Attributes|List|Response)?$|^Relationship$|^Error/;

/**
 * Repairs what is known to be wrong in version 5.10 and makes it strict: it names no required properties and allows
 * any other, so that a misspelt one would pass.
 */
function correct(document: MangadexDocument): MangadexDocument {
  const { schemas } = document.components;
  // The pattern is meant for the keys (language codes) and stands on the values (titles).
  schemas.LocalizedString = { type: 'object', additionalProperties: { type: 'string' } };
  // A manga that has no chapter yet.
  Object.assign(schemas.MangaAttributes?.properties?.latestUploadedChapter ?? {}, { nullable: true });
  // Since version 5.12.
  Object.assign(schemas.ChapterAttributes?.properties ?? {}, { isUnavailable: { type: 'boolean' } });
  for (const [name, schema] of Object.entries(schemas)) {
    for (const property of Object.values(schema.properties ?? {})) {
      // `publicationDemographic` is nullable, but its list of values does not have null.
      if (property.nullable === true) property.enum?.push(null);
    }
    if (ANSWERS.test(name) && schema.properties !== undefined) {
      schema.additionalProperties = false;
      schema.required = Object.keys(schema.properties).filter((key) => !OPTIONAL[name]?.includes(key));
    }
  }
  return document;
}

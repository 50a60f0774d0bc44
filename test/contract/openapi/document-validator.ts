import Ajv2020, { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import { Node, prepareDocument } from './prepare-document';

const INT32 = 2 ** 31;
const DOCUMENT = 'discord';

/** Validates data against any place of the prepared document. */
export class DocumentValidator {
  private readonly ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    allErrors: true,
    formats: {
      snowflake: /^\d{1,20}$/,
      nonce: true,
      int32: { type: 'number', validate: (value) => Number.isInteger(value) && Math.abs(value) <= INT32 },
      int64: { type: 'number', validate: Number.isInteger },
      double: { type: 'number', validate: Number.isFinite },
      'date-time': (text) => !Number.isNaN(Date.parse(text)),
      uri: (text) => URL.canParse(text),
    },
  });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: Node) {
    this.ajv.addSchema(prepareDocument(document), DOCUMENT);
  }

  /**
   * @param path the keys down to the schema
   * @returns one sentence per problem
   */
  problems(path: readonly string[], data: unknown): string[] {
    const validate = this.at(path);
    return validate(data) ? [] : (validate.errors ?? []).filter(isCause).map(describe);
  }

  private at(path: readonly string[]): ValidateFunction {
    // A JSON pointer in a URI fragment: `/` inside a key is ~1, and braces have to be percent-encoded.
    const pointer = path
      .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const present = this.compiled.get(pointer) ?? this.ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` });
    this.compiled.set(pointer, present);
    return present;
  }
}

/** `if` only says that its branch failed, which the branch says itself. */
function isCause({ keyword }: ErrorObject): boolean {
  return keyword !== 'if';
}

function describe({ keyword, instancePath, message, params }: ErrorObject): string {
  if (keyword === 'unevaluatedProperties')
    return `${instancePath} has the unknown key "${String(params.unevaluatedProperty)}"`;
  const allowed: unknown = params.allowedValues;
  return `${instancePath} ${message ?? keyword}${allowed === undefined ? '' : ` ${JSON.stringify(allowed)}`}`;
}

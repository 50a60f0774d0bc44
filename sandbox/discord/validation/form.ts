import { DiscordError } from '../wire/discord-error';
import { asJson, isJson, Json } from '../wire/json';

type Path = readonly (string | number)[];

/** Collects what is wrong with a request's body and refuses it in Discord's nested form. */
export class FormErrors {
  private readonly root: Json = {};
  private count = 0;

  add(path: Path, code: string, message: string): void {
    this.count += 1;
    let node = this.root;
    for (const key of path) node = (node[key] ??= {}) as Json;
    (node._errors ??= []) as unknown[];
    (node._errors as Json[]).push({ code, message });
  }

  throwIfAny(): void {
    if (this.count > 0) throw new DiscordError(400, 50035, 'Invalid Form Body', this.root);
  }
}

export interface TextLimits {
  readonly min?: number;
  readonly max: number;
  readonly required?: boolean;
}

export interface NumberLimits {
  readonly min: number;
  readonly max: number;
}

/** An object of a request's body that knows where it is. */
export class Form {
  constructor(
    readonly value: Json,
    readonly path: Path,
    readonly errors: FormErrors,
  ) {}

  /** @param key the field that is wrong; null for the object itself. */
  refuse(key: string | null, code: string, message: string): void {
    this.errors.add(key === null ? this.path : [...this.path, key], code, message);
  }

  has(key: string): boolean {
    return this.value[key] !== undefined && this.value[key] !== null;
  }

  /** Lengths count characters, not UTF-16 units. */
  text(key: string, { min = 0, max, required = false }: TextLimits): string | undefined {
    const value = this.value[key];
    if (value === undefined || value === null) {
      if (required) this.refuse(key, 'BASE_TYPE_REQUIRED', 'This field is required');
      return undefined;
    }
    if (typeof value !== 'string') {
      this.refuse(key, 'STRING_TYPE_CONVERT', `Could not interpret "${JSON.stringify(value)}" as string.`);
      return undefined;
    }
    const length = Array.from(value).length;
    if (length < min && required && length === 0)
      this.refuse(key, 'BASE_TYPE_REQUIRED', 'This field is required');
    else if (length < min || (length > max && min > 0))
      this.refuse(key, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    else if (length > max) this.refuse(key, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    return value;
  }

  integer(key: string, { min, max }: NumberLimits): number | undefined {
    const value = this.value[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value))
      this.refuse(key, 'NUMBER_TYPE_COERCE', `Value "${JSON.stringify(value)}" is not int.`);
    else if (value > max)
      this.refuse(key, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
    else if (value < min)
      this.refuse(key, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    else return value;
    return undefined;
  }

  oneOf<Choice extends number>(key: string, allowed: readonly Choice[]): Choice | undefined {
    const value = allowed.find((choice) => choice === this.value[key]);
    if (value !== undefined) return value;
    if (this.has(key)) this.refuse(key, 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    else this.refuse(key, 'BASE_TYPE_REQUIRED', 'This field is required');
    return undefined;
  }

  /** The objects of a list, each knowing its place; [] when absent. */
  list(key: string, { min = 0, max, required = false }: TextLimits): Form[] {
    const value = this.value[key];
    if (value === undefined || value === null) {
      if (required) this.refuse(key, 'BASE_TYPE_REQUIRED', 'This field is required');
      return [];
    }
    if (!Array.isArray(value)) {
      this.refuse(key, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length < min || (value.length > max && min > 0))
      this.refuse(key, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    else if (value.length > max)
      this.refuse(key, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    return value.map((item, index) => new Form(asJson(item), [...this.path, key, index], this.errors));
  }

  child(key: string, required = false): Form | undefined {
    const value = this.value[key];
    if (isJson(value)) return new Form(value, [...this.path, key], this.errors);
    if (required || this.has(key)) this.refuse(key, 'BASE_TYPE_REQUIRED', 'This field is required');
    return undefined;
  }

  /** An address of one of the schemes. */
  url(key: string, schemes: readonly string[], max: number): string | undefined {
    const text = this.text(key, { max, required: true });
    if (text === undefined) return undefined;
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
    if (scheme === undefined || !URL.canParse(text))
      this.refuse(key, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    else if (!schemes.includes(scheme))
      this.refuse(
        key,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.map((s) => `'${s}'`).join(', ')}).`,
      );
    return text;
  }
}

import { RecordedRequest, SandboxDiscord } from '../../../sandbox/discord';
import { readSpecification } from '../specifications';
import { DocumentValidator } from './document-validator';
import { Node } from './prepare-document';

/** discord.js sends these with every message and emoji; Discord knows them in some requests only. */
const ALWAYS_SENT_BY_DISCORD_JS =
  /has the unknown key "(enforce_nonce|tts)"$|\/emoji has the unknown key "animated"$/;
const JSON_BODY = ['content', 'application/json', 'schema'];

/** Holds what the bot sends, and what the sandbox answers, against Discord's own OpenAPI document. */
export class DiscordContract {
  private readonly validator: DocumentValidator;

  constructor(private readonly document: Node) {
    this.validator = new DocumentValidator(document);
  }

  /** @returns null when `API_SPECS_DIR`, a folder with `discord-openapi.json`, is not set. */
  static fromEnv(): DiscordContract | null {
    const document = readSpecification('discord-openapi.json');
    return document === null ? null : new DiscordContract(JSON.parse(document) as Node);
  }

  /** From now on every request and answer that breaks the contract is noted in `discord.violations`. */
  watch(discord: SandboxDiscord): void {
    discord.onRequest((request) => discord.violations.push(...this.check(request)));
  }

  check(request: RecordedRequest): string[] {
    // Files come from Discord's CDN, which the document does not describe.
    if (/^\/(attachments|avatars)\//.test(request.route)) return [];
    const method = request.method.toLowerCase();
    const operation = this.find('paths', request.route, method);
    const name = `${request.method} ${request.route}`;
    if (operation === undefined) return [`${name} is not in the specification`];
    return [
      ...this.checkQuery(request, operation).map((problem) => `${name}: ${problem}`),
      ...this.checkBody(request, method).map((problem) => `${name}, request: ${problem}`),
      ...this.checkAnswer(request, method).map(
        (problem) => `${name}, answer ${request.status ?? 0}: ${problem}`,
      ),
    ];
  }

  private checkQuery(request: RecordedRequest, operation: Node): string[] {
    const parameters = (operation.parameters ?? []) as { name: string; in: string }[];
    const known = parameters
      .filter((parameter) => parameter.in === 'query')
      .map((parameter) => parameter.name);
    return Object.keys(request.query)
      .filter((name) => !known.includes(name))
      .map((name) => `the query has the unknown key "${name}"`);
  }

  /** What was refused is told by the refusal; what was accepted has to be right all the same. */
  private checkBody({ route, body, status }: RecordedRequest, method: string): string[] {
    if (body === undefined || body === null || status === null || status >= 400) return [];
    const path = ['paths', route, method, 'requestBody', ...JSON_BODY];
    if (this.find(...path) === undefined) return ['takes no body'];
    return this.validator.problems(path, body).filter((problem) => !ALWAYS_SENT_BY_DISCORD_JS.test(problem));
  }

  private checkAnswer({ route, status, responseBody }: RecordedRequest, method: string): string[] {
    if (status === null || status >= 500) return [];
    const responses = ['paths', route, method, 'responses'];
    const path = [String(status), `${String(status)[0] ?? ''}XX`].map((key) => [...responses, key]);
    const declared = path.find((candidate) => this.find(...candidate) !== undefined);
    if (declared === undefined) return ['is a status that the specification does not have'];
    const schema = [...this.followed(declared), ...JSON_BODY];
    if (this.find(...schema) === undefined)
      return responseBody === undefined ? [] : ['has a body that the specification does not have'];
    return this.validator.problems(schema, responseBody);
  }

  /** Shared answers are referred to by `#/components/responses/…`. */
  private followed(path: readonly string[]): readonly string[] {
    const ref = this.find(...path)?.$ref;
    return typeof ref === 'string' ? ref.split('/').slice(1) : path;
  }

  private find(...path: readonly string[]): Node | undefined {
    let node: unknown = this.document;
    for (const key of path) node = (node as Node | undefined)?.[key];
    return node as Node | undefined;
  }
}

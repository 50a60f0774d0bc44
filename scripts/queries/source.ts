import { relative, resolve } from 'node:path';
import ts from 'typescript';

export type Call = ts.CallExpression | ts.NewExpression;

const root = resolve(__dirname, '../..');

/** Sources as the compiler understands them, and who mentions what. */
export class Source {
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
  /** Ours, and those of the libraries that take SQL. */
  readonly declarations: readonly ts.SourceFile[];
  private readonly mentions = new Map<string, ts.Identifier[]>();

  /** @param texts of files that are on no disk, by their absolute paths. */
  constructor(
    paths: readonly string[],
    private readonly texts: Readonly<Record<string, string>> = {},
  ) {
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(resolve(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
      ts.sys,
      root,
    );
    const program = ts.createProgram([...paths], options, this.host(options));
    this.checker = program.getTypeChecker();
    const own = new Set(paths.map((path) => resolve(path)));
    this.files = program.getSourceFiles().filter(({ fileName }) => own.has(resolve(fileName)));
    const libraries = /node_modules\/(typeorm|@types\/better-sqlite3)\//;
    this.declarations = [
      ...this.files,
      ...program.getSourceFiles().filter(({ fileName }) => libraries.test(fileName)),
    ];
    for (const file of this.files) this.collect(file);
  }

  /** Identifiers of this name, in code and not in types. */
  mentionsOf(name: string): readonly ts.Identifier[] {
    return this.mentions.get(name) ?? [];
  }

  /** What an identifier means, wherever it was imported from. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  /** `src/feeds/feeds.module.ts:12` */
  static place(node: ts.Node): string {
    const file = node.getSourceFile();
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    return `${relative(root, file.fileName)}:${line + 1}`;
  }

  private host(options: ts.CompilerOptions): ts.CompilerHost {
    const disk = ts.createCompilerHost(options, true);
    const fileExists = (path: string): boolean => Object.hasOwn(this.texts, path) || disk.fileExists(path);
    const host = { ...disk, fileExists };
    host.getSourceFile = (path, ...rest) => {
      const text = this.texts[path];
      return text === undefined
        ? disk.getSourceFile(path, ...rest)
        : ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
    };
    return host;
  }

  private collect(node: ts.Node): void {
    if (ts.isIdentifier(node)) {
      const known = this.mentions.get(node.text);
      if (known) known.push(node);
      else this.mentions.set(node.text, [node]);
    }
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child) || ts.isExpressionWithTypeArguments(child)) this.collect(child);
    });
  }
}

/** The call whose callee this identifier names: `name(…)`, `x.name(…)`, `new name(…)`. */
export function callOf(name: ts.Node): Call | null {
  const callee = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  const { parent } = callee;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === callee
    ? parent
    : null;
}

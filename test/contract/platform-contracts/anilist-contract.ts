import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { oneListPerPageRule } from '../../../sandbox/platforms';
import { readSpecification } from '../specifications';

/** AniList's published schema, to hold our documents and our imitation of it against. */
export class AnilistContract {
  private constructor(private readonly official: GraphQLSchema) {}

  /** Null where `API_SPECS_DIR` is not set. */
  static fromEnv(): AnilistContract | null {
    const sdl = readSpecification('anilist.graphql');
    // The published file redefines built-in scalars and directives, which graphql-js would not accept.
    return sdl === null
      ? null
      : new AnilistContract(buildSchema(sdl, { assumeValid: true, assumeValidSDL: true }));
  }

  /** What AniList would refuse in a document, one sentence each; empty when it is fine. */
  validateDocument(document: string): string[] {
    try {
      return validate(this.official, parse(document), [...specifiedRules, oneListPerPageRule]).map(
        (error) => error.message,
      );
    } catch (error) {
      return [String(error)];
    }
  }

  /** Where a schema says something that AniList's does not: types, fields, arguments, values, and their types. */
  findDifferences(sdl: string): string[] {
    return Object.values(buildSchema(sdl).getTypeMap())
      .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
      .flatMap((type) => differences(type, this.official.getType(type.name)));
  }
}

function differences(ours: GraphQLNamedType, theirs: GraphQLNamedType | undefined): string[] {
  if (isEnumType(ours) && isEnumType(theirs)) {
    return ours
      .getValues()
      .filter((value) => theirs.getValue(value.name) === undefined)
      .map((value) => `${ours.name}.${value.name} does not exist`);
  }
  if (!isObjectType(ours) || !isObjectType(theirs)) return [`${ours.name} does not exist as such`];
  return Object.values(ours.getFields()).flatMap((field) => {
    const name = `${ours.name}.${field.name}`;
    const official = theirs.getFields()[field.name];
    if (official === undefined) return [`${name} does not exist`];
    const args = field.args.flatMap((arg) => {
      const officialArg = official.args.find((each) => each.name === arg.name);
      return differentType(`${name}(${arg.name})`, arg.type.toString(), officialArg?.type.toString());
    });
    return [...differentType(name, field.type.toString(), official.type.toString()), ...args];
  });
}

function differentType(name: string, ours: string, theirs: string | undefined): string[] {
  if (theirs === undefined) return [`${name} does not exist`];
  return ours === theirs ? [] : [`${name} is ${theirs}, not ${ours}`];
}

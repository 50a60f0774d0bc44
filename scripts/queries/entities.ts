import ts from 'typescript';
import type { DataSource } from 'typeorm';

import { kindsOf } from './columns';
import type { CheckedDatabase } from './database';
import { shapeOf } from './row-type';
import { Source } from './source';

/** Where the type of an entity's property is not what its column gives: TypeORM itself believes the decorators. */
export function entityProblems(
  source: Source,
  database: CheckedDatabase,
  { entityMetadatas }: DataSource,
): string[] {
  return entityMetadatas.flatMap((metadata) => {
    const declaration = classNamed(source, metadata.name);
    if (!declaration) return [`${metadata.name} is not among the sources`];
    const shape = shapeOf(source.checker, source.checker.getTypeAtLocation(declaration), declaration);
    const fields = shape?.as === 'object' ? shape.fields : [];
    return metadata.columns.flatMap(({ propertyName, databaseName, transformer }) => {
      const field = fields.find(({ name }) => name === propertyName);
      const column = database.columns.find(
        (each) => each.table === metadata.tableName && each.name === databaseName,
      );
      const place = `${Source.place(declaration)}: ${metadata.name}.${propertyName}`;
      if (!field || !column) return [`${place} has no column ${databaseName}`];
      if (field.kind === 'anything') return [];
      const problems: string[] = [];
      const transformers = [transformer ?? []].flat();
      // Some make a value of NULL: no words are an empty list.
      const ofNull = transformers.reduce<unknown>((value, each) => each.from(value) as unknown, null);
      const nullable = column.nullable && (ofNull ?? null) === null;
      if (nullable && !field.nullable) problems.push(`${place} may be NULL, and its type is ${field.type}`);
      if (!nullable && field.nullable) problems.push(`${place} is never NULL, and its type is ${field.type}`);
      if (transformers.length === 0 && !kindsOf(column).includes(field.kind))
        problems.push(`${place} is of type ${field.type}, and SQLite gives ${kindsOf(column).join(' or ')}`);
      return problems;
    });
  });
}

function classNamed(source: Source, name: string): ts.ClassDeclaration | undefined {
  return source
    .mentionsOf(name)
    .map(({ parent }) => parent)
    .find((parent) => ts.isClassDeclaration(parent) && parent.name?.text === name) as
    ts.ClassDeclaration | undefined;
}

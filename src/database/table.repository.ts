import type { EntityManager, EntityMetadata, FindOptionsWhere, ObjectLiteral } from 'typeorm';

import type { UnitOfWork } from './unit-of-work';

/** A row to be: without the id that the database gives, or with one to be kept. */
export type NewRow<Entity> = Omit<Entity, 'id'> & Partial<Pick<Entity, Extract<keyof Entity, 'id'>>>;

/**
 * What every table offers. `Key` is the primary key: its value, or an object of its columns when it has several.
 * Reads work anywhere; writes need a unit of work.
 */
export abstract class TableRepository<Entity extends ObjectLiteral, Key> {
  constructor(
    protected readonly unitOfWork: UnitOfWork,
    protected readonly entity: new () => Entity,
  ) {}

  /** In the order of the primary key. */
  listAll(): Promise<Entity[]> {
    const query = this.reader.createQueryBuilder(this.entity, 'row');
    for (const column of this.metadata.primaryColumns) query.addOrderBy(`row.${column.propertyName}`);
    return query.getMany();
  }

  findById(key: Key): Promise<Entity | null> {
    return this.reader.findOneBy(this.entity, this.where(key));
  }

  async insert(row: NewRow<Entity>): Promise<Entity> {
    const entity = Object.assign(new this.entity(), row);
    await this.writer.insert(this.entity, entity);
    return entity;
  }

  /** @returns false when there is no such row. */
  async update(key: Key, changes: Partial<Entity>): Promise<boolean> {
    const result = await this.writer.update(this.entity, this.where(key), changes);
    return result.affected !== 0;
  }

  /** @returns false when there was no such row. */
  async delete(key: Key): Promise<boolean> {
    const result = await this.writer.delete(this.entity, this.where(key));
    return result.affected !== 0;
  }

  /** Inserts the row or overwrites the one with its key; rows that refer to it stay. */
  async replace(row: Pick<Entity, keyof Entity>): Promise<void> {
    const conflictPaths = this.metadata.primaryColumns.map((column) => column.propertyName);
    await this.writer.upsert(this.entity, row, { conflictPaths });
  }

  protected get reader(): EntityManager {
    return this.unitOfWork.reader;
  }

  protected get writer(): EntityManager {
    return this.unitOfWork.writer;
  }

  private get metadata(): EntityMetadata {
    return this.reader.dataSource.getMetadata(this.entity);
  }

  private where(key: Key): FindOptionsWhere<Entity> {
    const idMap = this.metadata.ensureEntityIdMap(key);
    // A whole row is a key too; its other columns must not narrow the match.
    const columns = this.metadata.primaryColumns.map(({ propertyName }) => [
      propertyName,
      idMap[propertyName] as unknown,
    ]);
    return Object.fromEntries(columns) as FindOptionsWhere<Entity>;
  }
}

/** One step of the schema. Once released it is never edited: the next change is the next file. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  statements(types: ColumnTypes): readonly string[];
}

/** What the two dialects spell differently. */
export interface ColumnTypes {
  readonly bytes: string;
  /** A primary key that counts up by itself. */
  readonly serial: string;
}

export interface Territory {
  territory_id: number;
  external_id?: string | null;
  name: string;
  parent_id?: number | null;
  /** 0: at the top. */
  depth: number;
  position_id?: number | null;
  position_title?: string | null;
  holder_id?: number | null;
  holder?: string | null;
  version: number;
}

export interface TerritoryGap {
  territory_id: number;
  territory: string;
  range: { from: string; to?: string | null };
}

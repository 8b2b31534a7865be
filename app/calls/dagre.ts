/*
 * The part of dagre that lays out a graph. Its own types name their files without an ending, which Node's rules for
 * modules don't find, so what is used is written down here.
 */

/** A box, by its middle, in px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line through some points, and where its label is. */
export interface Line {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x?: number;
  readonly y?: number;
}

type Size = Pick<Box, "width" | "height">;

interface Graph {
  readonly setGraph: (options: {
    readonly rankdir: "LR" | "TB";
    readonly nodesep: number;
    readonly ranksep: number;
    readonly marginx: number;
    readonly marginy: number;
  }) => void;
  readonly setNode: (id: string, size: Size) => void;
  readonly setEdge: (
    from: string,
    to: string,
    label: Size & { readonly labelpos: "c" | "l" | "r" },
    name: string,
  ) => void;
  /** After the layout. */
  readonly graph: () => Partial<Size>;
  readonly node: (id: string) => Box;
  readonly edge: (from: string, to: string, name: string) => Line;
}

interface Dagre {
  readonly Graph: new (options: { readonly multigraph: boolean }) => Graph;
  readonly layout: (graph: Graph) => void;
}

/** Loaded when something is to be laid out: only one command does. */
export async function loadDagre(): Promise<Dagre> {
  const dagre: unknown = await import("@dagrejs/dagre");
  return dagre as Dagre;
}

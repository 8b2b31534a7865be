import type { Call, Party } from "../../checks/calls/graph.js";
import { escaped } from "../../lib/html.js";
import { loadDagre, type Box, type Line } from "./dagre.js";
import { inWords, isBad } from "./words.js";

/** Room for a letter, and of boxes and labels, in px. */
const LETTER_PX = 7;
const BOX_PX = 44;
const LABEL_PX = 30;
const MARGIN_PX = 20;
const TITLE_PX = 50;

/** Colours of calls: Kiali's own, by what came of them. */
const COLOURS = { well: "#3e8635", some: "#ec7a08", bad: "#c9190b", tcp: "#2b9af3" } as const;

/** From this share of errors on a call is drawn as bad. */
const BAD = 0.2;

/**
 * Draws who calls whom, from left to right, as SVG.
 * @param title what is shown: `week4, step 4.46`
 * @param about of when and of whom, in a line below it
 */
export async function callPicture(
  calls: readonly Call[],
  title: string,
  about: string,
): Promise<string> {
  const { Graph, layout } = await loadDagre();
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: "LR",
    nodesep: 30,
    ranksep: 60,
    marginx: MARGIN_PX,
    marginy: MARGIN_PX,
  });
  const parties = new Map(
    calls.flatMap(({ from, to }) => [from, to]).map((party) => [party.id, party]),
  );
  for (const party of parties.values()) graph.setNode(party.id, sizeOf(party));
  calls.forEach((call, place) => {
    graph.setEdge(call.from.id, call.to.id, labelSize(call), `${place}`);
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const edges = calls.map((call, place) => {
    const edge = graph.edge(call.from.id, call.to.id, `${place}`);
    return drawnCall(call, edge);
  });
  const boxes = [...parties.values()].map((party) => drawnParty(party, graph.node(party.id)));
  const whole = { width: Math.max(width, 320), height: height + TITLE_PX };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${whole.width}" height="${whole.height}" font-family="system-ui, Helvetica, Arial, sans-serif" font-size="12">
<defs>${Object.entries(COLOURS).map(arrow).join("")}</defs>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${MARGIN_PX}" y="24" font-size="16" font-weight="600">${escaped(title)}</text>
<text x="${MARGIN_PX}" y="42" fill="#57606a">${escaped(about)}</text>
<g transform="translate(0 ${TITLE_PX})">
${[...edges, ...boxes].join("\n")}
</g>
</svg>
`;
}

/** Where it is; one without a proxy has no namespace that anybody knows. */
const whereIs = ({ namespace = "outside the mesh" }: Party): string => namespace;

const sizeOf = (party: Party) => ({
  width: Math.max(party.name.length, whereIs(party).length) * LETTER_PX + 2 * MARGIN_PX,
  height: BOX_PX,
});

const labelSize = (call: Call) => ({
  width: Math.max(...inWords(call).map(({ length }) => length)) * LETTER_PX,
  height: LABEL_PX,
  labelpos: "c" as const,
});

const sortOf = (call: Call): keyof typeof COLOURS => {
  if (call.protocol === "tcp") return "tcp";
  return !isBad(call) ? "well" : call.errors / call.rate >= BAD ? "bad" : "some";
};

const arrow = ([name, colour]: readonly [string, string]): string =>
  `<marker id="${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`;

function drawnCall(call: Call, { points, x, y }: Line): string {
  const sort = sortOf(call);
  const path = points.map((point, index) => `${index === 0 ? "M" : "L"}${point.x} ${point.y}`);
  const line = `<path d="${path.join("")}" fill="none" stroke="${COLOURS[sort]}" stroke-width="1.5" stroke-linejoin="round" marker-end="url(#${sort})"/>`;
  if (x === undefined || y === undefined) return line;
  const { width, height } = labelSize(call);
  const words = inWords(call).map(
    (text, index) =>
      `<text x="${x}" y="${y - 4 + index * 14}" text-anchor="middle">${escaped(text)}</text>`,
  );
  const paper = `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" fill="#fff"/>`;
  return line + paper + words.join("");
}

function drawnParty(party: Party, { x, y, width, height }: Box): string {
  const dash = party.namespace === undefined ? ' stroke-dasharray="4 3"' : "";
  const box = `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="4" fill="#f0f6fc" stroke="#57606a"${dash}/>`;
  const name = `<text x="${x}" y="${y - 3}" text-anchor="middle" font-weight="600">${escaped(party.name)}</text>`;
  return `${box}${name}<text x="${x}" y="${y + 13}" text-anchor="middle" fill="#57606a">${escaped(whereIs(party))}</text>`;
}

import { UsageError } from "../lib/errors.js";
import { numberOf } from "./ids.js";

/** A file of the checkout, by its path from the root. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

const fence = (language: string, ...lines: readonly string[]): string =>
  ["```" + language, ...lines, "```"].join("\n");

interface PageText {
  readonly title: string;
  readonly kind: string;
  readonly lesson: string;
  readonly command: string;
  readonly prints: string;
}

const page = ({ title, kind, lesson, command, prints }: PageText): string =>
  [
    ...["---", `title: ${title}`, `kind: ${kind}`, "---", "", lesson, ""],
    ...[fence("sh", command), "", fence("text", prints), ""],
  ].join("\n");

/**
 * Looks whether no other week has steps of the same number: a step is named without its week.
 * @param others the ids of the weeks there are
 * @throws UsageError `week-exists` that names the other week
 */
export function requireFreeNumber(id: string, others: readonly string[]): void {
  const number = numberOf(id);
  const taken = others.find((other) => numberOf(other) === number);
  if (taken === undefined) return;
  throw new UsageError(
    "week-exists",
    `The steps of ${taken} begin with ${number} already, so ${number}.1 would be of either. Allowed: a number that no week has.`,
    { next: "./lab weeks" },
  );
}

/**
 * The files of a new week: one chapter, two steps, one check (docs/how-to/write-a-week.md).
 * @param id `week9`; its steps are 9.1 and 9.2
 * @throws UsageError `bad-week-name`
 */
export function skeletonOf(id: string): readonly NewFile[] {
  const [, number] = /^week([1-9]\d*)$/.exec(id) ?? [];
  if (number === undefined)
    throw new UsageError(
      "bad-week-name",
      `"${id}" is no name of a week: week and a number, as week9.`,
      {
        next: "./lab new-week week9",
      },
    );
  const folder = `labs/${id}`;
  const chapter = `${folder}/1-start`;
  const [first, second] = [`${number}.1-cluster`, `${number}.2-namespace`];
  return [
    { path: `${folder}/index.ts`, text: indexText(id, number) },
    { path: `${folder}/versions.ts`, text: versionsText },
    { path: `${folder}/cluster.ts`, text: clusterText(id, number) },
    {
      path: `${chapter}/README.md`,
      text: "# The start\n\nWhat this chapter is about, and a picture of who calls whom.\n",
    },
    {
      path: `${chapter}/chapter.ts`,
      text: `import { chapter } from "../../chapter.js";
import cluster from "./${first}.js";
import namespace from "./${second}.js";

export default chapter("${chapter}", {
  "${first}": cluster,
  "${second}": namespace,
});
`,
    },
    {
      path: `${chapter}/${first}.md`,
      text: page({
        title: "Create the cluster",
        kind: "base",
        lesson: "Say here what the cluster is for, and what is decided with it.",
        command: "kubectl get nodes",
        prints: "NAME                  STATUS   ROLES\n...",
      }),
    },
    {
      path: `${chapter}/${first}.ts`,
      text: `import { cluster, step } from "../../step.js";
import { cluster${number} } from "../cluster.js";

export default step({ change: cluster(cluster${number}) });
`,
    },
    {
      path: `${chapter}/${second}.md`,
      text: page({
        title: "Create a namespace",
        kind: "change",
        lesson: "Say here what to see, and why.",
        command: "kubectl get ns shop",
        prints: "NAME   STATUS   AGE\nshop   Active   5s",
      }),
    },
    {
      path: `${chapter}/${second}.ts`,
      text: `import { apply, has, step } from "../../step.js";

export default step({
  change: apply("namespaces", {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "shop" },
  }),
  checks: [
    {
      says: "The namespace shop is active",
      probe: has("Namespace/shop", { status: { phase: "Active" } }),
    },
  ],
});
`,
    },
  ];
}

const indexText = (
  id: string,
  number: string,
): string => `import { defineCourse } from "../course.js";
import start from "./1-start/chapter.js";
import { versions } from "./versions.js";

/** Say here what the week is about, and what its base lab is. */
export const ${id} = defineCourse({
  id: "${id}",
  title: "A week of your own",
  versions,
  base: "${number}.2",
  chapters: [start],
});
`;

const clusterText = (
  id: string,
  number: string,
): string => `import type { ClusterSpec } from "../cluster.js";
import { versions } from "./versions.js";

/** A name of its own: a cluster of another week may stand on the same machine. */
export const cluster${number}: ClusterSpec = {
  name: "${id}",
  kubernetes: versions.kubernetes,
  podSubnet: "10.10.0.0/16",
  serviceSubnet: "10.200.1.0/24",
  ports: [{ hostPort: 30000, containerPort: 30000, purpose: "The ingress gateway" }],
  bookPath: "/istiobook",
  kubeadmConfigPatches: [],
};
`;

const versionsText = `import type { Versions } from "../versions.js";

/** A pair of the table in tools/releases.ts. */
export const versions: Versions = { kubernetes: "1.23.17", istio: "1.17.8" };
`;

/** The registry of the weeks, with one more. */
export const registered = (registry: string, id: string): string =>
  registry
    .replace(/((?:import .*\n)+)/, `$1import { ${id} } from "./${id}/index.js";\n`)
    .replace(/(weeks: readonly Week\[\] = \[[^\]]*)\]/, `$1, ${id}]`);

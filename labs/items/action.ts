import type { Action } from "../action.js";
import { quoted } from "../../lib/quote.js";
import { nodeIstioctl, nodeRelease } from "../node-actions.js";
import type { Versions } from "../versions.js";
import type { ItemKey, Kind } from "./kind.js";

/** What Kubernetes can't see: a fault inside a process, tools in the node. */
export interface ActionItem {
  readonly kind: "action";
  readonly action: Action;
}

/** The key of the action of a name. */
export const actionKey = (name: string): ItemKey => `action/${name}`;

export const actionKind: Kind<ActionItem> = {
  key: ({ action }) => actionKey(action.name),
  title: ({ action }) => action.title,
  content: ({ action }) => action,
  needsCluster: true,
  on: (item, versions) => ({ ...item, action: actionOn(item.action, versions) }),
  // a node or a process to do it to
  whyNotOn: (_item, { runs }) => (runs.pods ? undefined : "pods are simulated"),
  // told by its command: that says more than its fields
  shown: ({ action }, { kind }) => {
    const command = kind === "removed" ? action.undo : action.run;
    if (command === undefined) return { fields: [] };
    return { fields: [], whole: `${placeOf(action)}$ ${command.map(quoted).join(" ")}` };
  },
  inDiff: ({ action }, { kind }) => {
    const verb = kind === "removed" ? "undo" : "do";
    return { mark: "*", text: `${verb}: ${action.title}`, fields: [] };
  },
};

/** The actions that name a version, anew for each. */
const OF_VERSIONS = [nodeRelease, nodeIstioctl];

const actionOn = (action: Action, versions: Versions): Action =>
  OF_VERSIONS.map((make) => make(versions)).find(({ name }) => name === action.name) ?? action;

function placeOf({ place }: Action): string {
  return place.where === "node"
    ? "in the node"
    : `in ${place.namespace}, ${place.selector}, container ${place.container}`;
}

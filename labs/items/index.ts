import type { Capabilities } from "../capabilities.js";
import type { Change } from "../diff.js";
import type { Manifests } from "../manifests.js";
import type { SampleName } from "../parts/index.js";
import type { Versions } from "../versions.js";
import { actionKind, type ActionItem } from "./action.js";
import { addonKind, type AddonItem } from "./addon.js";
import { certificatesKind, type CertificatesItem } from "./certificates.js";
import { clusterKind, type ClusterItem } from "./cluster.js";
import { containerKind, type ContainerItem } from "./container.js";
import { dashboardsKind, type DashboardsItem } from "./dashboards.js";
import { definitionsKind, type DefinitionsItem } from "./definitions.js";
import { imageKind, type ImageItem } from "./image.js";
import type { DiffLine, ItemKey, Kind, Placed, Shown } from "./kind.js";
import { meshKind, type MeshItem } from "./mesh.js";
import { objectKind, type ObjectItem } from "./object.js";
import { sampleAppKind, type SampleAppItem } from "./sample-app.js";

/** The items of each kind, by the `kind` of theirs. */
export interface Items {
  readonly cluster: ClusterItem;
  readonly image: ImageItem;
  readonly container: ContainerItem;
  readonly certificates: CertificatesItem;
  readonly addon: AddonItem;
  readonly dashboards: DashboardsItem;
  readonly sampleApp: SampleAppItem;
  readonly mesh: MeshItem;
  readonly definitions: DefinitionsItem;
  readonly object: ObjectItem;
  readonly action: ActionItem;
}

export type KindName = keyof Items;

/** One thing that a lab consists of. */
export type Item = Items[KindName];

/** What each kind says of itself, in the order in which a change tells of them. */
const kinds: { readonly [Name in KindName]: Kind<Items[Name]> } = {
  cluster: clusterKind,
  image: imageKind,
  container: containerKind,
  certificates: certificatesKind,
  addon: addonKind,
  dashboards: dashboardsKind,
  sampleApp: sampleAppKind,
  mesh: meshKind,
  definitions: definitionsKind,
  object: objectKind,
  action: actionKind,
};

/** The names of all kinds, in the order in which a change tells of them. */
export const KINDS = Object.keys(kinds) as readonly KindName[];

/** What the kind of an item says of it. */
export const kindOf = <Name extends KindName>(item: Items[Name]): Kind<Items[Name]> =>
  kinds[item.kind as Name];

/** An item's key in a state. */
export const keyOfItem = (item: Item): ItemKey => kindOf(item).key(item);

/** How an item is called to a person. */
export const titleOfItem = (item: Item): string => kindOf(item).title(item);

/** Whether a target has what an item is made in. */
export const isMadeOn = (item: Item, target: Pick<Capabilities, "runs">): boolean =>
  kindOf(item).whyNotOn?.(item, target) === undefined;

/** An item on other versions than its week's own. */
export const itemOn = (item: Item, versions: Versions): Item =>
  kindOf(item).on?.(item, versions) ?? item;

/** The samples of the Istio release whose manifests an item is made of. */
export const samplesOf = (item: Item): readonly SampleName[] => kindOf(item).samples?.(item) ?? [];

/** The objects that an item comes to in the cluster. */
export const placedBy = (item: Item, manifests: Manifests): readonly Placed[] =>
  kindOf(item).objects?.(item, manifests) ?? [];

/** What `lab show` prints of an item that a step changes, below its title. */
export function shownOf(item: Item, change: Change): Shown {
  const { shown, content } = kindOf(item);
  if (shown !== undefined) return shown(item, change);
  const { kind, fields } = change;
  return kind === "added" ? { fields, whole: content(item) } : { fields };
}

/** What `lab diff` has behind an item that a target has nothing to make in; nothing where it has. */
export function notMadeOn(item: Item, target: Pick<Capabilities, "name" | "runs">): string {
  const why = kindOf(item).whyNotOn?.(item, target);
  return why === undefined ? "" : ` (not on ${target.name}: ${why})`;
}

/** What `lab diff` prints of an item; undefined where its objects tell of it. */
export const diffLineOf = (item: Item, change: Change): DiffLine | undefined =>
  kindOf(item).inDiff?.(item, change);

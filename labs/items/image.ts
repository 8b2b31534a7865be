import { MARKS, type ItemKey, type Kind } from "./kind.js";

/** An image that Docker is to have, as `docker pull` gets it. It stays when the lab goes. */
export interface ImageItem {
  readonly kind: "image";
  /** With a tag. */
  readonly image: string;
}

/** The key of an image. */
export const imageKey = (image: string): ItemKey => `image/${image}`;

export const imageKind: Kind<ImageItem> = {
  key: ({ image }) => imageKey(image),
  title: ({ image }) => `image ${image}`,
  content: ({ image }) => ({ image }),
  needsCluster: false,
  whyNotOn: (_item, { runs }) => (runs.containers === "docker" ? undefined : "it has no Docker"),
  shown: () => ({ fields: [] }),
  inDiff: ({ image }, { kind }) => ({ mark: MARKS[kind], text: `image ${image}`, fields: [] }),
};

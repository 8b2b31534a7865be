import { pins } from "../tools/pins.js";

/**
 * Digests of the node images that a release of kind was built with, by kind's version and Kubernetes'.
 * From kind's release notes; kubernetes-sigs/cluster-api lists the same (pitfall D-6).
 */
export const KIND_NODE_IMAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "0.22.0": {
    "1.23.17": "sha256:14d0a9a892b943866d7e6be119a06871291c517d279aedb816a4b4bc0ec0a5b3",
  },
};

/**
 * The node image of a Kubernetes version: with its digest where the pinned kind has one, else the tag alone.
 * @param kubernetes version without the `v`: `1.23.17`.
 */
export function nodeImage(kubernetes: string): string {
  const tag = `kindest/node:v${kubernetes}`;
  const digest = KIND_NODE_IMAGES[pins.kind]?.[kubernetes];
  return digest === undefined ? tag : `${tag}@${digest}`;
}

/** An image without its digest: `kindest/node:v1.23.17`. */
export const tagOf = (image: string): string => image.split("@")[0] ?? image;

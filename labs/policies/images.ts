import { podImages } from "../images.js";
import { keyOf } from "../kube.js";
import type { Policy } from "./index.js";

/** Whether an image names one version for good: a digest, or a tag other than `latest`. */
function isPinned(image: string): boolean {
  if (image.includes("@sha256:")) return true;
  // A colon before the last slash belongs to a registry's port.
  const [, tag] = image.slice(image.lastIndexOf("/") + 1).split(":");
  return tag !== undefined && tag !== "" && tag !== "latest";
}

/** Every image has a tag other than `latest`, or a digest, unless the week names it as an exception. */
export const imagesArePinned: Policy = (objects, { unpinned }) =>
  objects.flatMap((object) =>
    podImages(object)
      .filter((image) => !isPinned(image) && !unpinned.includes(image))
      .map((image) => ({
        object: keyOf(object),
        says: `image "${image}" has no fixed version`,
        allowed: "a tag other than latest, or a digest",
      })),
  );

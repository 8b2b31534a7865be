/** The book's images have no other tag, and netshoot stands without one in the notes. */
export const CATALOG_IMAGE = "istioinaction/catalog:latest";
export const WEBAPP_IMAGE = "istioinaction/webapp:latest";
export const FORUM_IMAGE = "istioinaction/forum:latest";
export const TCP_ECHO_IMAGE = "cjimti/go-echo:latest";
export const NETSHOOT_IMAGE = "nicolaka/netshoot";

/** Images that no rule may ask to be pinned. The list is closed: a new one needs a reason here. */
export const UNPINNED_IMAGES: readonly string[] = [
  CATALOG_IMAGE,
  WEBAPP_IMAGE,
  FORUM_IMAGE,
  TCP_ECHO_IMAGE,
  NETSHOOT_IMAGE,
];

import { chapter } from "../../chapter.js";
import allowAny from "./3.26-allow-any.js";
import registryOnly from "./3.27-registry-only.js";
import forum from "./3.28-forum.js";
import serviceEntry from "./3.29-service-entry.js";
import ownEntry from "./3.30-own-entry.js";
import reset from "./3.31-reset.js";

export default chapter("labs/week3/7-egress", {
  "3.26-allow-any": allowAny,
  "3.27-registry-only": registryOnly,
  "3.28-forum": forum,
  "3.29-service-entry": serviceEntry,
  "3.30-own-entry": ownEntry,
  "3.31-reset": reset,
});

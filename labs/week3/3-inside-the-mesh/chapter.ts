import { chapter } from "../../chapter.js";
import webapp from "./3.10-webapp.js";
import accessLog from "./3.11-access-log.js";
import meshToV1 from "./3.12-mesh-to-v1.js";
import darkLaunchInside from "./3.13-dark-launch-inside.js";

export default chapter("labs/week3/3-inside-the-mesh", {
  "3.10-webapp": webapp,
  "3.11-access-log": accessLog,
  "3.12-mesh-to-v1": meshToV1,
  "3.13-dark-launch-inside": darkLaunchInside,
});

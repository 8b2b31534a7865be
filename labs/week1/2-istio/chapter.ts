import { chapter } from "../../chapter.js";
import bookMount from "./1.7-book-mount.js";
import download from "./1.8-download.js";
import istioctl from "./1.9-istioctl.js";
import profiles from "./1.10-profiles.js";
import install from "./1.11-install.js";
import installedState from "./1.12-installed-state.js";
import objects from "./1.13-objects.js";
import addons from "./1.14-addons.js";
import meshConfig from "./1.15-mesh-config.js";

export default chapter("labs/week1/2-istio", {
  "1.7-book-mount": bookMount,
  "1.8-download": download,
  "1.9-istioctl": istioctl,
  "1.10-profiles": profiles,
  "1.11-install": install,
  "1.12-installed-state": installedState,
  "1.13-objects": objects,
  "1.14-addons": addons,
  "1.15-mesh-config": meshConfig,
});

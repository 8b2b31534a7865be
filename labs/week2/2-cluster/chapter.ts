import { chapter } from "../../chapter.js";
import envoyTeardown from "./2.10-envoy-teardown.js";
import cluster from "./2.11-cluster.js";
import install from "./2.12-install.js";
import addons from "./2.13-addons.js";
import namespace from "./2.14-namespace.js";
import nodePorts from "./2.15-node-ports.js";
import netshoot from "./2.16-netshoot.js";

export default chapter("labs/week2/2-cluster", {
  "2.10-envoy-teardown": envoyTeardown,
  "2.11-cluster": cluster,
  "2.12-install": install,
  "2.13-addons": addons,
  "2.14-namespace": namespace,
  "2.15-node-ports": nodePorts,
  "2.16-netshoot": netshoot,
});

import { chapter } from "../../chapter.js";
import bookRepository from "./4.0.1-book-repository.js";
import allAtOnce from "./4.0.11-all-at-once.js";
import netshoot from "./4.0.10-netshoot.js";
import cluster from "./4.0.2-cluster.js";
import ports from "./4.0.3-ports.js";
import nodeTools from "./4.0.4-node-tools.js";
import bookMount from "./4.0.5-book-mount.js";
import istioctl from "./4.0.6-istioctl.js";
import install from "./4.0.7-install.js";
import namespace from "./4.0.8-namespace.js";
import nodePorts from "./4.0.9-node-ports.js";

export default chapter("labs/week4/1-base", {
  "4.0.1-book-repository": bookRepository,
  "4.0.2-cluster": cluster,
  "4.0.3-ports": ports,
  "4.0.4-node-tools": nodeTools,
  "4.0.5-book-mount": bookMount,
  "4.0.6-istioctl": istioctl,
  "4.0.7-install": install,
  "4.0.8-namespace": namespace,
  "4.0.9-node-ports": nodePorts,
  "4.0.10-netshoot": netshoot,
  "4.0.11-all-at-once": allAtOnce,
});

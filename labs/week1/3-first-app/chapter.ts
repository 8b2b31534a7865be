import { chapter } from "../../chapter.js";
import namespace from "./1.16-namespace.js";
import manifest from "./1.17-manifest.js";
import kubeInject from "./1.18-kube-inject.js";
import webhooks from "./1.19-webhooks.js";
import injection from "./1.20-injection.js";
import deploy from "./1.21-deploy.js";
import twoContainers from "./1.22-two-containers.js";
import templateAndPod from "./1.23-template-and-pod.js";
import netshoot from "./1.24-netshoot.js";
import endpoints from "./1.25-endpoints.js";
import callInside from "./1.26-call-inside.js";
import portForward from "./1.27-port-forward.js";

export default chapter("labs/week1/3-first-app", {
  "1.16-namespace": namespace,
  "1.17-manifest": manifest,
  "1.18-kube-inject": kubeInject,
  "1.19-webhooks": webhooks,
  "1.20-injection": injection,
  "1.21-deploy": deploy,
  "1.22-two-containers": twoContainers,
  "1.23-template-and-pod": templateAndPod,
  "1.24-netshoot": netshoot,
  "1.25-endpoints": endpoints,
  "1.26-call-inside": callInside,
  "1.27-port-forward": portForward,
});

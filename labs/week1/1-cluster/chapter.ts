import { chapter } from "../../chapter.js";
import bookRepository from "./1.1-book-repository.js";
import cluster from "./1.2-cluster.js";
import nodeContainer from "./1.3-node-container.js";
import nodeTools from "./1.4-node-tools.js";
import kubeOpsView from "./1.5-kube-ops-view.js";
import metricsServer from "./1.6-metrics-server.js";

export default chapter("labs/week1/1-cluster", {
  "1.1-book-repository": bookRepository,
  "1.2-cluster": cluster,
  "1.3-node-container": nodeContainer,
  "1.4-node-tools": nodeTools,
  "1.5-kube-ops-view": kubeOpsView,
  "1.6-metrics-server": metricsServer,
});

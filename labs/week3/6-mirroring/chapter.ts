import { chapter } from "../../chapter.js";
import bothVersions from "./3.22-both-versions.js";
import logCatalog from "./3.23-log-catalog.js";
import mirror from "./3.24-mirror.js";
import packets from "./3.25-packets.js";

export default chapter("labs/week3/6-mirroring", {
  "3.22-both-versions": bothVersions,
  "3.23-log-catalog": logCatalog,
  "3.24-mirror": mirror,
  "3.25-packets": packets,
});

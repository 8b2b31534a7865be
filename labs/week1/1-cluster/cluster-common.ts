import { nodeName } from "../../cluster.js";
import { cluster1 } from "../cluster.js";

export const NODE = nodeName(cluster1.name);

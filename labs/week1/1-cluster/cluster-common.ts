import { cluster1 } from "../cluster.js";

export const NODE = `${cluster1.name}-control-plane`;

import { chapter } from "../../chapter.js";
import simpleWeb from "./3.32-simple-web.js";
import roundRobin from "./3.33-round-robin.js";
import measure from "./3.34-measure.js";
import slowBackend from "./3.35-slow-backend.js";
import loadRoundRobin from "./3.36-load-round-robin.js";
import random from "./3.37-random.js";
import leastConnections from "./3.38-least-connections.js";

export default chapter("labs/week3/8-balancing", {
  "3.32-simple-web": simpleWeb,
  "3.33-round-robin": roundRobin,
  "3.34-measure": measure,
  "3.35-slow-backend": slowBackend,
  "3.36-load-round-robin": loadRoundRobin,
  "3.37-random": random,
  "3.38-least-connections": leastConnections,
});

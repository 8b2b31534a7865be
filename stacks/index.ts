import { main } from "./main.js";

// the Node SDK takes a default export or named ones, and not both
export default (): Promise<object> => main();

import { preparePlain } from "./plain-folder.js";

/** Run by npm after `npm ci`. */
console.log(await preparePlain());

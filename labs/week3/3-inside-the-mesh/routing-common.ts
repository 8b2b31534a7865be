import { INTERNAL, STORE } from "../store-calls.js";

export const asInternal = { headers: { ...STORE.headers, ...INTERNAL } };

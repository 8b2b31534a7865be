import type { Json } from "../kube.js";

/** The bookstore from the host, once the gateway is published. */
export const CATALOG_URL = "http://127.0.0.1:30000/api/catalog";

/** The status line of an answer, again and again (weeks/week1.md 6, L1 and L2). */
export const pollStatus = (seconds: number): string =>
  `while true; do curl -s ${CATALOG_URL} -I | head -n 1; date "+%Y-%m-%d %H:%M:%S"; sleep ${seconds}; echo; done`;

/** The body of an answer once a second (weeks/week1.md 6, L3 and L4). */
export const pollBody = (options = ""): string =>
  `while true; do curl -s ${CATALOG_URL}${options} | jq; date "+%Y-%m-%d %H:%M:%S"; sleep 1; echo; done`;

/** Mark of an answer by catalog v2: only that one shows images. */
export const FROM_V2 = { body: '"imageUrl"' } as const;
/** An answer by catalog v2 whose four items all have an image. */
export const FROM_V2_ALL_ITEMS = { body: '(?:"imageUrl"[\\s\\S]*){4}' } as const;
export const OK = { status: 200 } as const;
export const FAILED = { status: 500 } as const;

const item = (
  id: number,
  color: string,
  department: string,
  name: string,
  price: string,
): Json => ({
  id,
  color,
  department,
  name,
  price,
});

/** Item 1 of the catalog (weeks/week1.md 4.2). */
export const firstItem = item(1, "amber", "Eyewear", "Elinor Glasses", "282.00");

/** The whole catalog as v1 shows it (weeks/week1.md 4.2). */
export const items: readonly Json[] = [
  firstItem,
  item(2, "cyan", "Clothing", "Atlas Shirt", "127.00"),
  item(3, "teal", "Clothing", "Small Metal Shoes", "232.00"),
  item(4, "red", "Watches", "Red Dragon Watch", "232.00"),
];

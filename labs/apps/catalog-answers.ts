import type { Json } from "../kube.js";

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

/** Item 1 of the catalog. */
export const firstItem = item(1, "amber", "Eyewear", "Elinor Glasses", "282.00");

/** The whole catalog as v1 shows it. */
export const items: readonly Json[] = [
  firstItem,
  item(2, "cyan", "Clothing", "Atlas Shirt", "127.00"),
  item(3, "teal", "Clothing", "Small Metal Shoes", "232.00"),
  item(4, "red", "Watches", "Red Dragon Watch", "232.00"),
];

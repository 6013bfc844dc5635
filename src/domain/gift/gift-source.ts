/** The way a gift came in, as the truth panel and exports name it (product.md S19). */
export const GIFT_SOURCES = [
	"web",
	"phone",
	"text",
	"walk-in",
	"cheque",
	"cash",
	"sponsor",
	"opening-balance",
	"import",
] as const;
export type GiftSource = (typeof GIFT_SOURCES)[number];

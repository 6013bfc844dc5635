import type { CardContent } from "../domain/card-content.ts";
import type { CardSize } from "./card-size.ts";

/**
 * The picture as PNG.
 * @throws Error where it can't be drawn in time: say the thing without a picture then.
 */
export async function renderCard(content: CardContent, size: CardSize): Promise<Buffer> {
	throw new Error(`Pictures are not drawn yet (${size}, "${content.figure}").`);
}

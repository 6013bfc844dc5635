/** A colour by how light (0..1), how strong and of which hue (radians) it looks: https://bottosson.github.io/posts/oklab/ */
export type Oklch = { readonly light: number; readonly chroma: number; readonly hue: number };

/** Channels 0..1, as they are written in "#rrggbb" (gamma-encoded). */
export type Srgb = readonly [red: number, green: number, blue: number];

export function toLinear(channel: number): number {
	return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function fromLinear(channel: number): number {
	return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
}

export function toOklch(colour: Srgb): Oklch {
	const [r, g, b] = [toLinear(colour[0]), toLinear(colour[1]), toLinear(colour[2])];
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	const light = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
	const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	return { light, chroma: Math.hypot(a, bb), hue: Math.atan2(bb, a) };
}

/** The nearest colour a screen can show: the hue and the lightness stay, the strength gives way. */
export function fromOklch(colour: Oklch): Srgb {
	let low = 0;
	let high = 1;
	const whole = unbound(colour);
	if (isShown(whole)) return clamped(whole);
	for (let step = 0; step < 12; step += 1) {
		const share = (low + high) / 2;
		if (isShown(unbound({ ...colour, chroma: colour.chroma * share }))) low = share;
		else high = share;
	}
	return clamped(unbound({ ...colour, chroma: colour.chroma * low }));
}

function unbound({ light, chroma, hue }: Oklch): Srgb {
	const a = chroma * Math.cos(hue);
	const b = chroma * Math.sin(hue);
	const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
		fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
		fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
	];
}

function isShown(colour: Srgb): boolean {
	return colour.every((channel) => channel >= -0.001 && channel <= 1.001);
}

function clamped([red, green, blue]: Srgb): Srgb {
	const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
	return [clamp(red), clamp(green), clamp(blue)];
}

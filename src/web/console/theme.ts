import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** The tokens of src/web/look/theme.css are the colours; Mantine's ten steps are mixed from them here, and nowhere is another. */
const TOKENS = ["brass", "verdant", "ember", "sky", "ink"] as const;

/** Step 6 is the token itself: the one that theme.css promises 4.5:1 for. */
function steps(token: string): MantineColorsTuple {
	const lighter = (part: number) => `color-mix(in oklab, var(--${token}) ${part}%, var(--surface))`;
	const darker = (part: number) => `color-mix(in oklab, var(--${token}) ${part}%, black)`;
	return [
		lighter(8),
		lighter(16),
		lighter(28),
		lighter(44),
		lighter(62),
		lighter(82),
		`var(--${token})`,
		darker(88),
		darker(76),
		darker(64),
	];
}

/** Mantine's greys are the paper's own, a little darker each. */
const GREYS = [3, 6, 10, 16, 24, 40, 55, 68, 80, 90].map(
	(part) => `color-mix(in oklab, var(--ink) ${part}%, var(--paper))`,
) as unknown as MantineColorsTuple;

export const consoleTheme = createTheme({
	colors: { ...Object.fromEntries(TOKENS.map((token) => [token, steps(token)])), gray: GREYS },
	primaryColor: "ink",
	primaryShade: 6,
	fontFamily: "var(--reading)",
	headings: { fontFamily: "var(--display)", fontWeight: "700", textWrap: "balance" },
	// A scale by 1.25 (look.md), and comfortable to read.
	fontSizes: { xs: "0.8125rem", sm: "0.9375rem", md: "1rem", lg: "1.25rem", xl: "1.5625rem" },
	spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "40px" },
	defaultRadius: "sm",
	cursorType: "pointer",
	focusRing: "auto",
	respectReducedMotion: true,
	components: {
		Button: { defaultProps: { size: "md" } },
		TextInput: { defaultProps: { size: "md" } },
		Textarea: { defaultProps: { size: "md" } },
		NumberInput: { defaultProps: { size: "md" } },
		Select: { defaultProps: { size: "md", allowDeselect: false } },
		Switch: { defaultProps: { size: "md" } },
		Modal: {
			defaultProps: {
				...{ centered: true, overlayProps: { backgroundOpacity: 0.4 } },
				closeButtonProps: { "aria-label": "Close this dialog" },
				// Its head is no second banner of the page.
				attributes: { header: { role: "presentation" } },
			},
		},
		Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true } } },
	},
});

/** What Mantine would work out in script from a colour, said in CSS: its script can't read tokens. */
const VARIABLES: Readonly<Record<string, string>> = Object.fromEntries([
	["--mantine-color-body", "var(--paper)"],
	["--mantine-color-text", "var(--ink)"],
	["--mantine-color-dimmed", "var(--muted)"],
	["--mantine-color-placeholder", "var(--muted)"],
	["--mantine-color-default", "var(--surface)"],
	["--mantine-color-default-hover", "color-mix(in oklab, var(--ink) 4%, var(--surface))"],
	["--mantine-color-default-color", "var(--ink)"],
	["--mantine-color-default-border", "var(--line)"],
	["--mantine-color-error", "var(--ember)"],
	["--mantine-color-anchor", "var(--sky)"],
	...TOKENS.flatMap((token) => [
		[`--mantine-color-${token}-light`, `color-mix(in oklab, var(--${token}) 10%, transparent)`],
		[`--mantine-color-${token}-light-hover`, `color-mix(in oklab, var(--${token}) 16%, transparent)`],
		[`--mantine-color-${token}-light-color`, `var(--${token})`],
		[`--mantine-color-${token}-outline`, `var(--${token})`],
		[`--mantine-color-${token}-outline-hover`, `color-mix(in oklab, var(--${token}) 6%, transparent)`],
		[`--mantine-color-${token}-text`, `var(--${token})`],
	]),
]);

/** Beside its own for the light scheme, which stand nearer than those without a scheme. */
export const consoleVariables: CSSVariablesResolver = () => ({ variables: {}, light: VARIABLES, dark: {} });

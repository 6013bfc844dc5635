import { countUp } from "./count-up.ts";

/** Shows the total, counting up to it from what is on screen. */
export function openCountingTotal(element: HTMLElement): (amount: number, format: (amount: number) => string) => void {
	let shown: number | null = null;
	let stop = () => {};
	return (amount, format) => {
		stop();
		stop = countUp(shown ?? amount, amount, (value) => {
			shown = value;
			write(element, format(value));
		});
	};
}

/** Cents, where there are any, are set small: nobody reads them out. Both languages of ours write them after a point. */
function write(element: HTMLElement, text: string): void {
	const point = text.search(/\.\d+$/);
	if (point === -1) {
		element.textContent = text;
		return;
	}
	const cents = document.createElement("span");
	cents.className = "cents";
	cents.textContent = text.slice(point);
	element.replaceChildren(text.slice(0, point), cents);
}

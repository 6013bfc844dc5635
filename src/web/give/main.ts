import "../look/fonts.css";
import "../look/theme.css";
import "./form.css";
import "./give.css";
import { followGift } from "./follow-gift.ts";

// A second press while the first is on its way would only wait longer.
const form = document.querySelector<HTMLFormElement>("#give-form");
form?.addEventListener("submit", (event) => {
	if (form.dataset.sent === "yes") event.preventDefault();
	form.dataset.sent = "yes";
});
// Back from Stripe's page by the browser's own button: the form is there again, and may be sent again.
addEventListener("pageshow", () => {
	if (form) delete form.dataset.sent;
});
document.querySelector<HTMLElement>("#give-errors")?.focus();

const { ask, state } = document.body.dataset;
if (ask && state) followGift(ask, state);

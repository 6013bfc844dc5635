import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "../look/fonts.css";
import "../look/theme.css";
import "./console.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

declare global {
	/** Where react-remove-scroll (below Mantine's dialogs) looks for the nonce of the styles it adds. */
	var __webpack_nonce__: string | undefined;
}

const root = document.getElementById("console");
if (!root) throw new Error("The page has no #console.");
// Mantine writes its variables in <style>; the page's policy lets through what bears this page's own nonce.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? "";
globalThis.__webpack_nonce__ = nonce;
createRoot(root).render(<App nonce={nonce} />);

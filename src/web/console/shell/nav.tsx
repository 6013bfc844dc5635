import { NavLink } from "react-router";
import { mayDo, type StaffRole } from "../../../domain/staff/staff-role.ts";
import { CONSOLE_PAGES } from "../areas.ts";
import type { ConsolePage, NavPlace } from "../page.ts";

type Listed = ConsolePage & { readonly nav: NavPlace };

const SECTIONS = { drive: "This drive", organisation: "All drives" } as const;

/** The menu: what this person may see, the drive's own pages first. */
export function Nav({ role, campaignId }: { readonly role: StaffRole; readonly campaignId: string }) {
	const listed = CONSOLE_PAGES.filter((page): page is Listed => page.nav !== undefined && mayDo(role, page.may));
	return (
		<nav aria-label="Console">
			{(["drive", "organisation"] as const).map((section) => (
				<Section
					key={section}
					title={SECTIONS[section]}
					pages={section === "drive" && campaignId === "" ? [] : inSection(listed, section)}
					campaignId={campaignId}
				/>
			))}
		</nav>
	);
}

function inSection(pages: readonly Listed[], section: NavPlace["section"]): Listed[] {
	return pages.filter((page) => page.nav.section === section).sort((one, other) => one.nav.order - other.nav.order);
}

function Section(props: { readonly title: string; readonly pages: readonly Listed[]; readonly campaignId: string }) {
	if (props.pages.length === 0) return null;
	return (
		<>
			<p className="console-nav-section">{props.title}</p>
			<ul className="console-nav">
				{props.pages.map((page) => (
					<li key={page.path}>
						<NavLink to={`/${page.path.replace(":campaign", props.campaignId)}`} end={page.path === "c/:campaign"}>
							{page.nav.label}
						</NavLink>
					</li>
				))}
			</ul>
		</>
	);
}

"""Every published address is there or says where it leads now, so that no reader's link breaks."""

from collections.abc import Iterator

from scripts import addresses
from scripts.pages import Book, Finding


def addresses_kept(book: Book) -> Iterator[Finding]:
    there = addresses.standing(book)
    homes: dict[str, addresses.Address] = {}
    for address in addresses.listed(book.docs):
        page = homes.setdefault(address.page, address)
        carried = f"{page.to}#{address.id}"   # an id follows its page
        if address.to and address.name in there:
            said = f"{address.name} is there again; take its arrow away."
        elif address.to and address.to not in there:
            said = f"{address.name} leads to {address.to}, which is not there; write where it leads now."
        elif address.to or address.name in there or carried in there:
            continue
        elif address.id and page.to:
            said = f"{address.name} has not come along to {page.to}; write where it leads now: `{address.id} -> page#id`."
        elif address.id and address.page in there:
            said = (f"{address.name} is gone, and links of readers end there; bring the id back, or write here where it leads "
                    f"now: `{address.id} -> #id`, or `{address.id} -> page#id`.")
        elif not address.id:
            said = (f"the page {address.page} is gone, and links of readers end there; bring it back, or write here where it leads "
                    f"now: `{address.page} -> page`.")
        else:
            continue   # of a page that is gone, which is said once
        yield Finding(f"docs/{addresses.FILE}", address.line, said)

// Leads from the root to the newest version, with what was asked of it.
location.replace("./v0/" + location.search + location.hash);

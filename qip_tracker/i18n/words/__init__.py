"""The words of each area: labels of codes, refusals, gates, and the trail; `i18n` joins them."""

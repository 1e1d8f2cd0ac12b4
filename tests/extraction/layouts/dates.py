"""The forms in which portals print the time of publication. It must not know the frames that print them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime


def _weekday(when: datetime) -> str:
    return ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")[when.weekday()]


def _half(when: datetime, forenoon: str, afternoon: str) -> str:
    return f"{when.hour % 12 or 12:02}:{when:%M} {forenoon if when.hour < 12 else afternoon}"


DATES: dict[str, Callable[[datetime], str]] = {
    "weekday comma": lambda when: f"{_weekday(when)}, {when:%d/%m/%Y %H:%M}",
    "weekday dash": lambda when: f"{_weekday(when)} - {when:%d/%m/%Y %H:%M}",
    "time first": lambda when: f"{when:%H:%M} | {when:%d/%m/%Y}",
    "label": lambda when: f"Ngày đăng: {when:%d/%m/%Y %H:%M}",
    "label and counter": lambda when: f"Ngày đăng: {when:%d/%m/%Y} - {when:%H:%M} - Lượt xem: 1.204",
    "zone": lambda when: f"{_weekday(when)}, {when:%d/%m/%Y}, {when:%H:%M} (GMT+7)",
    "label, time first, zone": lambda when: f"Đăng lúc: {when:%H:%M:%S %d/%m/%Y} (GMT+7)",
    "AM": lambda when: f"{when:%d/%m/%Y} - {_half(when, 'AM', 'PM')}",
    "SA": lambda when: f"{when:%d/%m/%Y} {_half(when, 'SA', 'CH')}",
    "words": lambda when: f"{_weekday(when)}, ngày {when.day} tháng {when.month} năm {when.year} - {when:%H:%M}",
    "h": lambda when: f"{when:%H}h{when:%M} ngày {when:%d/%m/%Y}",
    "dots": lambda when: f"{when:%d.%m.%Y} {when:%H:%M}",
    "dashes": lambda when: f"Đăng ngày: {when:%d-%m-%Y, %H:%M}",
    "bullet": lambda when: f"• {when:%d/%m/%Y} • {when:%H:%M}",
    "hour in words": lambda when: f"{when.hour} giờ {when:%M} phút, {_weekday(when).lower()} ngày {when:%d/%m/%Y}",
    "counter glued": lambda when: f"{when:%d/%m/%Y %H:%M} 38 lượt xem",
    "day": lambda when: f"{when:%d/%m/%Y}",
    "weekday and day": lambda when: f"{_weekday(when)}, {when:%d/%m/%Y}",
    "brackets": lambda when: f"({when:%d/%m/%Y})",
    "label and day": lambda when: f"Ngày đăng: {when:%d/%m/%Y}",
}

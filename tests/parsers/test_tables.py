"""Tables: columns headed once by kinds, merged cells, figures, kinds in a left column (GOLD.md 9)."""

from textwrap import dedent

import pytest

from tests.parsers.readings import outline_of, read_html, texts

CASES = {
    "one row an issue": (
        """
        <table><tr><th>ประเด็นยุทธศาสตร์</th><th>เป้าประสงค์</th><th>กลยุทธ์</th></tr>
        <tr><td>1. พัฒนาผู้เรียน</td><td>1.1 อ่านออกเขียนได้</td><td>จัดทำสื่อการสอน</td></tr>
        <tr><td>2. พัฒนาครู</td><td>2.1 ครูมีความรู้</td><td>อบรมครูทุกคน</td></tr></table>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue #1 [1.] พัฒนาผู้เรียน
            goal #1.1 [1.1] อ่านออกเขียนได้
            strategy จัดทำสื่อการสอน
          strategic_issue #2 [2.] พัฒนาครู
            goal #2.1 [2.1] ครูมีความรู้
            strategy อบรมครูทุกคน
        """,
    ),
    "heads that are plain cells": (
        """
        <table><tr><td>ประเด็นยุทธศาสตร์</td><td>กลยุทธ์</td></tr>
        <tr><td>พัฒนาผู้เรียน</td><td>จัดทำสื่อการสอน</td></tr>
        <tr><td>พัฒนาครู</td><td>อบรมครูทุกคน</td></tr></table>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue พัฒนาผู้เรียน
            strategy จัดทำสื่อการสอน
          strategic_issue พัฒนาครู
            strategy อบรมครูทุกคน
        """,
    ),
    "a cell merged over rows": (
        """
        <table><tr><th>ประเด็นยุทธศาสตร์</th><th>เป้าประสงค์</th><th>กลยุทธ์</th></tr>
        <tr><td rowspan=2>1. พัฒนาผู้เรียน</td><td>1.1 อ่านออกเขียนได้</td><td>จัดทำสื่อการสอน</td></tr>
        <tr><td>1.2 มีวินัยในตนเอง</td><td>จัดกิจกรรมลูกเสือ</td></tr>
        <tr><td>2. พัฒนาครู</td><td>2.1 ครูมีความรู้</td><td>อบรมครูทุกคน</td></tr></table>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue #1 [1.] พัฒนาผู้เรียน
            goal #1.1 [1.1] อ่านออกเขียนได้
            strategy จัดทำสื่อการสอน
            goal #1.2 [1.2] มีวินัยในตนเอง
            strategy จัดกิจกรรมลูกเสือ
          strategic_issue #2 [2.] พัฒนาครู
            goal #2.1 [2.1] ครูมีความรู้
            strategy อบรมครูทุกคน
        """,
    ),
    "cells merged in two columns": (
        """
        <table><tr><td>ยุทธศาสตร์</td><td>เป้าประสงค์</td><td>ตัวชี้วัด</td></tr>
        <tr><td rowspan=3>ยุทธศาสตร์ที่ 1 พัฒนาผู้เรียน</td>
        <td rowspan=2>ผู้เรียนอ่านออก</td><td>ร้อยละของผู้เรียนที่อ่านออก</td></tr>
        <tr><td>ร้อยละของผู้เรียนที่เขียนได้</td></tr>
        <tr><td>ผู้เรียนมีวินัย</td><td>ร้อยละของผู้เรียนที่มีวินัย</td></tr></table>
        """,
        """
        = strategic_issue: ยุทธศาสตร์
          strategic_issue #1 [ยุทธศาสตร์ที่ 1] พัฒนาผู้เรียน
            goal ผู้เรียนอ่านออก
            indicator ร้อยละของผู้เรียนที่อ่านออก
            indicator ร้อยละของผู้เรียนที่เขียนได้
            goal ผู้เรียนมีวินัย
            indicator ร้อยละของผู้เรียนที่มีวินัย
        """,
    ),
    "target figures in a column": (
        """
        <table><tr><td>ยุทธศาสตร์</td><td>ตัวชี้วัด</td><td>ค่าเป้าหมาย</td></tr>
        <tr><td>1. พัฒนาผู้เรียน</td><td>ร้อยละของผู้เรียนที่อ่านออก</td><td>80</td></tr>
        <tr><td>2. พัฒนาครู</td><td>ร้อยละของครูที่ผ่านการอบรม</td><td>95.50</td></tr></table>
        """,
        """
        = strategic_issue: ยุทธศาสตร์
          strategic_issue #1 [1.] พัฒนาผู้เรียน
            indicator ร้อยละของผู้เรียนที่อ่านออก
          strategic_issue #2 [2.] พัฒนาครู
            indicator ร้อยละของครูที่ผ่านการอบรม
        """,
    ),
    "years and baselines under their own heads": (
        """
        <h2>ตัวชี้วัด</h2><table><tr><th>ตัวชี้วัด</th><th>ปีฐาน</th><th>2566</th><th>2567</th></tr>
        <tr><td>1. ร้อยละของนักเรียนที่อ่านออก</td><td>70</td><td>80</td><td>90</td></tr>
        <tr><td>2. ร้อยละของครูที่อบรม</td><td>75</td><td>85</td><td>95</td></tr></table>
        """,
        """
        = indicator: ตัวชี้วัด
          indicator #1 [1.] ร้อยละของนักเรียนที่อ่านออก
          indicator #2 [2.] ร้อยละของครูที่อบรม
        """,
    ),
    "several items in a cell": (
        """
        <table><tr><th>ประเด็นยุทธศาสตร์</th><th>กลยุทธ์</th></tr>
        <tr><td>พัฒนาผู้เรียน</td><td>1. พัฒนาหลักสูตร<br>2. พัฒนาสื่อการสอน</td></tr></table>
        <h2>ค่านิยม</h2><p>ร่วมคิด ร่วมทำ</p>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue พัฒนาผู้เรียน
            strategy #1 [1.] พัฒนาหลักสูตร
            strategy #2 [2.] พัฒนาสื่อการสอน
        = core_value: ค่านิยม
          core_value ร่วมคิด ร่วมทำ
        """,
    ),
    "paragraphs in a cell": (
        """
        <table><tr><th>ประเด็นยุทธศาสตร์</th><th>กลยุทธ์</th></tr>
        <tr><td>พัฒนาผู้เรียน</td><td><p>- พัฒนาหลักสูตร</p><p>- พัฒนาสื่อการสอน</p></td></tr></table>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue พัฒนาผู้เรียน
            strategy [-] พัฒนาหลักสูตร
            strategy [-] พัฒนาสื่อการสอน
        """,
    ),
    "numbers in a column of their own": (
        """
        <table><tr><th>ที่</th><th>กลยุทธ์</th><th>ตัวชี้วัด</th></tr>
        <tr><td>1</td><td>พัฒนาผู้เรียน</td><td>ร้อยละของผู้เรียนที่อ่านออก</td></tr>
        <tr><td>2</td><td>พัฒนาครู</td><td>ร้อยละของครูที่ผ่านการอบรม</td></tr></table>
        """,
        """
        = strategy: กลยุทธ์
          strategy #1 [1] พัฒนาผู้เรียน
            indicator ร้อยละของผู้เรียนที่อ่านออก
          strategy #2 [2] พัฒนาครู
            indicator ร้อยละของครูที่ผ่านการอบรม
        """,
    ),
    "an empty cell": (
        """
        <table><tr><th>ประเด็นยุทธศาสตร์</th><th>เป้าประสงค์</th><th>กลยุทธ์</th></tr>
        <tr><td>พัฒนาผู้เรียน</td><td></td><td>จัดทำสื่อการสอน</td></tr></table>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue พัฒนาผู้เรียน
            strategy จัดทำสื่อการสอน
        """,
    ),
    "kinds in a left column": (
        """
        <table><tr><th>วิสัยทัศน์</th><td>เป็นองค์กรชั้นนำด้านการศึกษา</td></tr>
        <tr><th>พันธกิจ</th><td><ol><li>ส่งเสริมการเรียนรู้</li><li>พัฒนาครู</li></ol></td></tr>
        <tr><th>ค่านิยม</th><td>ร่วมคิด ร่วมทำ</td></tr></table>
        """,
        """
        = vision: วิสัยทัศน์
          vision เป็นองค์กรชั้นนำด้านการศึกษา
        = mission: พันธกิจ
          mission #1 ส่งเสริมการเรียนรู้
          mission #2 พัฒนาครู
        = core_value: ค่านิยม
          core_value ร่วมคิด ร่วมทำ
        """,
    ),
    "a table that only lays out the page": (
        """
        <table><tr><td><h2>วิสัยทัศน์</h2><p>เป็นองค์กรชั้นนำด้านการศึกษา</p><h2>พันธกิจ</h2>
        <p>1. ส่งเสริมการเรียนรู้</p><p>2. พัฒนาครู</p></td><td><a href='/a'>ข่าว</a></td></tr></table>
        """,
        """
        = vision: วิสัยทัศน์
          vision เป็นองค์กรชั้นนำด้านการศึกษา
        = mission: พันธกิจ
          mission #1 [1.] ส่งเสริมการเรียนรู้
          mission #2 [2.] พัฒนาครู
        """,
    ),
    "a heading before a table headed by kinds": (
        """
        <h2>ประเด็นยุทธศาสตร์</h2><table><tr><th>ประเด็นยุทธศาสตร์</th><th>กลยุทธ์</th></tr>
        <tr><td>1. พัฒนาผู้เรียน</td><td>จัดทำสื่อการสอน</td></tr></table>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue #1 [1.] พัฒนาผู้เรียน
            strategy จัดทำสื่อการสอน
        """,
    ),
    "two tables": (
        """
        <table><tr><th>ประเด็นยุทธศาสตร์</th><th>กลยุทธ์</th></tr>
        <tr><td>1. พัฒนาผู้เรียน</td><td>จัดทำสื่อ</td></tr></table>
        <p>ตารางถัดไป</p><table><tr><th>เป้าประสงค์</th><th>ตัวชี้วัด</th></tr>
        <tr><td>1. ผู้เรียนอ่านออก</td><td>ร้อยละของผู้เรียน</td></tr></table>
        """,
        """
        = strategic_issue: ประเด็นยุทธศาสตร์
          strategic_issue #1 [1.] พัฒนาผู้เรียน
            strategy จัดทำสื่อ
        = goal: เป้าประสงค์
          goal #1 [1.] ผู้เรียนอ่านออก
            indicator ร้อยละของผู้เรียน
        """,
    ),
}


@pytest.mark.parametrize(("page", "wanted"), CASES.values(), ids=CASES)
def test_a_table_is_read_row_by_row(page, wanted):
    assert outline_of(page) == dedent(wanted).strip()


def test_the_head_of_a_column_of_numbers_is_no_statement():
    rows = "<tr><td>1</td><td>ส่งเสริมการเรียนรู้</td></tr><tr><td>2</td><td>พัฒนาครู</td></tr>"
    page = f"<h2>พันธกิจ</h2><table><tr><td>ลำดับ</td><td>พันธกิจ</td></tr>{rows}</table>"
    assert texts(read_html(page)) == ["ส่งเสริมการเรียนรู้", "พัฒนาครู"]


def test_a_merged_cell_is_quoted_once():
    rows = "<tr><td>จัดทำสื่อ</td></tr><tr><td>จัดกิจกรรม</td></tr>"
    page = (
        "<table><tr><th>ประเด็นยุทธศาสตร์</th><th>กลยุทธ์</th></tr>"
        f"<tr><td rowspan=3>พัฒนาผู้เรียน</td><td>จัดทำหลักสูตร</td></tr>{rows}</table>"
    )
    parsed = read_html(page)
    assert texts(parsed) == ["พัฒนาผู้เรียน", "จัดทำหลักสูตร", "จัดทำสื่อ", "จัดกิจกรรม"]
    assert [item.parent for item in parsed.statements] == [None, 0, 0, 0]

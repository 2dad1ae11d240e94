#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A register of invented businesses: make_register.py COUNT > register.csv

As an office would hand it over: CSV in GB18030 with Chinese titles, money with
commas, dates with 年月日. Codes and numbers of people have right check digits
and belong to nobody: districts end in 99, which none does, and streets are called 示例. The same COUNT gives the same bytes. --wrong N spoils N rows in the
ways in which spreadsheets and people do.
"""

import argparse
import csv
import datetime
import io
import random
import sys

USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = [pow(3, i, 31) for i in range(17)]
ID_WEIGHTS = [pow(2, 17 - i, 11) for i in range(17)]
ID_CHECKS = "10X98765432"
ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

SURNAMES = "林许陈赵孙周吴郑王冯"
TRADES = ["餐饮", "食品", "服装", "五金", "文具", "理发", "维修", "花艺"]
SYLLABLES = "栈前海云山石青岚东风南星北辰和顺安康永兴"
TITLES = ["序号", "统一社会信用代码", "字号", "行业", "办理方式", "转型后企业类型",
          "经营者姓名", "公民身份号码", "手机号码", "注册资本", "出资期限", "新住所",
          "职工人数", "银行账号", "公司章程", "租赁合同"]


def organisation_code(number):
    """GB 11714: eight characters and a check digit, which is part of a code."""
    body = "MA%06d" % number
    rest = 11 - sum(int(c, 36) * w for c, w in zip(body, ORGANISATION_WEIGHTS)) % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def uscc(number):
    # 92: an individual business; 370299 is no district.
    body = "92370299" + organisation_code(number)
    total = sum(USCC_SIGNS.index(c) * w for c, w in zip(body, USCC_WEIGHTS))
    return body + USCC_SIGNS[(31 - total % 31) % 31]


def citizen_id(random_, number):
    born = datetime.date(1960, 1, 1) + datetime.timedelta(random_.randrange(14000))
    body = "370299" + born.strftime("%Y%m%d") + "%03d" % (number % 1000)
    return body + ID_CHECKS[sum(int(c) * w for c, w in zip(body, ID_WEIGHTS)) % 11]


def row(random_, number):
    capital = random_.choice([30, 50, 100, 200, 500]) * 10000
    employees = random_.choice([0, 0, 1, 2, 3, 5, 8])
    account = "3702990000%09d" % number if random_.random() < 0.8 else ""
    name = random_.choice(SURNAMES) + "示例"
    trade = "".join(random_.sample(SYLLABLES, 3)) + str(number)
    return [number, uscc(number), trade, random_.choice(TRADES), "直接变更，代码和成立日期不变",
            "有限责任公司", name, citizen_id(random_, number), "199%08d" % number,
            "{:,.2f}".format(capital), "2030年12月31日",
            "青岛市市南区示例路%d号" % (number % 900 + 1), employees, account,
            "章程%d.pdf" % number, "合同%d.pdf" % number]


def spoil(cells, how):
    """As spreadsheets and people do."""
    if how == 0:
        cells[7] = "%.5E" % int(cells[7][:17] + "0")  # 3.70299E+17
    elif how == 1:
        cells[1] = cells[1][:-1] + ("0" if cells[1][-1] != "0" else "1")
    elif how == 2:
        cells[10] = "2030年2月30日"
    elif how == 3:
        cells[6] = ""
    else:
        cells.pop()  # One cell too few.


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--encoding", default="gb18030")
    options = parser.parse_args()
    random_ = random.Random(options.count)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(TITLES)
    step = max(options.count // options.wrong, 1) if options.wrong else 0
    for number in range(1, options.count + 1):
        cells = row(random_, number)
        if step and number % step == 0 and number // step <= options.wrong:
            spoil(cells, number // step % 5)
        writer.writerow(cells)
    sys.stdout.buffer.write(text.getvalue().encode(options.encoding))


if __name__ == "__main__":
    main()

import type { ReactNode } from 'react';

interface IconProps {
  size?: number;
}

/** All icons are decoration: whatever carries one also carries a name. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 18 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        style={{ flex: 'none' }}
      >
        {drawing}
      </svg>
    );
  };
}

export const OverviewIcon = icon(<path d="M4 20V11M10 20V4M16 20v-6M21 20H3M21 20V8" />);
export const CustomersIcon = icon(
  <path d="M3 20c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.500M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M16 4.300a3.5 3.5 0 0 1 0 6.400M18 14.900c1.9.8 3 2.6 3 5.1" />,
);
export const InsightsIcon = icon(
  <path d="M12 3.500a6 6 0 0 0-3.500 10.900c.6.5 1 1.200 1 2v.600h5v-.600c0-.800.4-1.500 1-2A6 6 0 0 0 12 3.500M10 20.500h4" />,
);
export const SearchIcon = icon(
  <path d="M11 17.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M20 20l-4.300-4.300" />,
);
export const FilterIcon = icon(<path d="M4 6h16M7 12h10M10 18h4" />);
export const ColumnsIcon = icon(<path d="M4 5h16v14H4zM9.500 5v14M14.500 5v14" />);
export const InfoIcon = icon(<path d="M12 11v5.500M12 7.600v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18" />);
export const DownloadIcon = icon(<path d="M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14" />);
export const CalendarIcon = icon(
  <path d="M4 7.500A1.5 1.5 0 0 1 5.5 6h13A1.5 1.5 0 0 1 20 7.500v11a1.5 1.5 0 0 1-1.5 1.500h-13A1.5 1.5 0 0 1 4 18.500zM4 10.500h16M8 3.500V8M16 3.500V8" />,
);
export const SunIcon = icon(
  <path d="M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4" />,
);
export const MoonIcon = icon(<path d="M20 14.200A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2" />);
export const SystemIcon = icon(<path d="M4 5h16v11H4zM9 20h6M12 16v4" />);
export const ChevronIcon = icon(<path d="m7 10 5 5 5-5" />);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.500L19 7.5" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const RetryIcon = icon(<path d="M20 11a8 8 0 1 0-2.3 6.700M20 4.500V11h-6.5" />);
export const AlertIcon = icon(
  <path d="M12 9v4.500M12 17v.1M10.7 4.2 2.9 17.700A1.5 1.5 0 0 0 4.2 20h15.600a1.5 1.5 0 0 0 1.3-2.300L13.3 4.200a1.5 1.5 0 0 0-2.6 0" />,
);
export const InboxIcon = icon(
  <path d="M4 13.5 6.5 5h11L20 13.500V19H4zM4 13.500h4.500l1.2 2.500h4.600l1.2-2.500H20" />,
);
export const HourglassIcon = icon(
  <path d="M7 3.500h10M7 20.500h10M8 3.500v3.700c0 1 .4 1.9 1.2 2.500L12 12l2.8-2.300c.8-.6 1.2-1.5 1.2-2.500V3.500M8 20.500v-3.700c0-1 .4-1.9 1.2-2.500L12 12l2.8 2.300c.8.6 1.2 1.5 1.2 2.500v3.7" />,
);
export const CopyIcon = icon(<path d="M9 9h10v11H9zM5 15V4h10" />);
export const PersonIcon = icon(
  <path d="M5 20c0-3.600 3.100-6 7-6s7 2.400 7 6M12 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7" />,
);
export const KeyIcon = icon(<path d="M8 18a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M11.5 10.5 20 4M16 7l2.5 2.5" />);
export const ExternalIcon = icon(<path d="M14 4h6v6M20 4l-9 9M18 14v5H5V6h5" />);
export const TableIcon = icon(<path d="M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9" />);
export const ChartIcon = icon(<path d="M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6" />);
export const ImportIcon = icon(
  <path d="M12 15.500V4.500M7.500 9 12 4.500 16.500 9M4 15v3.500A1.500 1.500 0 0 0 5.500 20h13a1.500 1.500 0 0 0 1.500-1.500V15" />,
);
export const FileIcon = icon(<path d="M6 3.500h7.500L18.500 8.500V20.500H6zM13.500 3.500v5h5M9 13h6M9 16.500h6" />);
export const UndoIcon = icon(<path d="M8.500 14.500 4 10l4.500-4.500M4 10h10a5.500 5.500 0 0 1 0 11H9" />);
export const BackIcon = icon(<path d="M19 12H5M11 6l-6 6 6 6" />);
